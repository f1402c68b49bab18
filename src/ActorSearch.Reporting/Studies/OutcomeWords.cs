using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Studies;

/// <summary>The words of the reports for what became of a trial.</summary>
public static class OutcomeWords
{
    /// <summary>What becomes of a trial that has no outcome yet, where it may not matter whether a worker has it.</summary>
    public const string Unfinished = "unfinished";

    /// <summary>The word for where a trial stands, its outcome if it has one.</summary>
    public static string Of(TrialStatus status, TrialOutcome? outcome) => (status, outcome) switch
    {
        (_, { } known) => known.Word(),
        (TrialStatus.Running, _) => "running",
        _ => "waiting",
    };
}
