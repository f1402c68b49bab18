namespace ActorSearch.Core.Studies;

/// <summary>Where a trial stands.</summary>
public enum TrialStatus
{
    /// <summary>It waits for a worker.</summary>
    Waiting,

    /// <summary>A worker holds its lease.</summary>
    Running,

    /// <summary>It has its outcome.</summary>
    Ended,
}
