namespace ActorSearch.Cli.Stacks;

/// <summary>What this build has of the two stacks (docs/STACKS.md).</summary>
internal static class Stack
{
    /// <summary>Its name.</summary>
    public const string Name = "nuget";
}
