namespace ActorSearch.Core.Clusters;

/// <summary>Settings of a process that talks to others of its cluster.</summary>
public interface ILinkedConfig
{
    /// <summary>How it does.</summary>
    LinkSettings Link { get; }
}
