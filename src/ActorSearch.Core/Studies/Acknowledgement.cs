namespace ActorSearch.Core.Studies;

/// <summary>What became of a worker's report or result.</summary>
public enum Acknowledgement
{
    /// <summary>It is recorded.</summary>
    Recorded,

    /// <summary>This very result was recorded before; the worker may forget it.</summary>
    AlreadyRecorded,

    /// <summary>The attempt is no longer the trial's present one. Nothing changed; the worker should drop the trial.</summary>
    Stale,
}
