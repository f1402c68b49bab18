namespace ActorSearch.Core.Trials;

/// <summary>How a trial ended. Every trial ends in exactly one of these.</summary>
public enum TrialOutcome
{
    /// <summary>Trained to the end.</summary>
    Completed,

    /// <summary>Trained to the end and then no better than always answering the commonest class; still ranked. See <see cref="Collapse"/>.</summary>
    Collapsed,

    /// <summary>A loss became NaN or infinite.</summary>
    Diverged,

    /// <summary>Ended early because it did not promise enough.</summary>
    Stopped,

    /// <summary>Cannot be built.</summary>
    Rejected,

    /// <summary>Failed in every attempt that it was allowed.</summary>
    Failed,
}
