using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Mlflow;

/// <summary>MLflow's words for where a run stands, by the numbers of its <c>service.proto</c>, which its files hold.</summary>
internal enum RunStatus
{
    Running = 1,
    Scheduled = 2,
    Finished = 3,
    Failed = 4,
    Killed = 5,
}

internal static class RunStatuses
{
    /// <summary>The status of a trial.</summary>
    public static RunStatus Of(TrialOutcome? outcome, bool isRunning) => outcome switch
    {
        null => isRunning ? RunStatus.Running : RunStatus.Scheduled,
        TrialOutcome.Stopped => RunStatus.Killed,
        var ended when ended.Value.IsTrainedToTheEnd() => RunStatus.Finished,
        _ => RunStatus.Failed,
    };
}
