namespace ActorSearch.Core.Trials;

/// <summary>The words for the outcomes in reports, stores and messages.</summary>
public static class TrialOutcomeWords
{
    /// <summary>The word for an outcome: <c>completed</c>.</summary>
    public static string Word(this TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Completed => "completed",
        TrialOutcome.Collapsed => "collapsed",
        TrialOutcome.Diverged => "diverged",
        TrialOutcome.Stopped => "stopped",
        TrialOutcome.Rejected => "rejected",
        TrialOutcome.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no such outcome"),
    };
}
