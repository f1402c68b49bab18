using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Studies;

/// <summary>The words of the reports for what became of a trial.</summary>
public static class OutcomeWords
{
    /// <summary>What becomes of a trial that has no outcome yet, where it may not matter whether a worker has it.</summary>
    public const string Unfinished = "unfinished";

    /// <summary>The word for an outcome.</summary>
    public static string Of(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Completed => "completed",
        TrialOutcome.Collapsed => "collapsed",
        TrialOutcome.Diverged => "diverged",
        TrialOutcome.Stopped => "stopped",
        TrialOutcome.Rejected => "rejected",
        TrialOutcome.Failed => "failed",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no such outcome"),
    };

    /// <summary>The word for where a trial stands, its outcome if it has one.</summary>
    public static string Of(TrialStatus status, TrialOutcome? outcome) => (status, outcome) switch
    {
        (_, { } known) => Of(known),
        (TrialStatus.Running, _) => "running",
        _ => "waiting",
    };
}
