using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Mlflow;

/// <summary>When what happened to a trial in the attempt that counts.</summary>
internal sealed class TrialTimes(DateTimeOffset begunAt)
{
    /// <summary>When the attempt began; of a trial that never did, when it last had to wait.</summary>
    public DateTimeOffset BegunAt { get; } = begunAt;

    /// <summary>When the trial ended; null where it has not.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>The attempt's epochs, with the time they were reported.</summary>
    public List<(EpochMetrics Metrics, DateTimeOffset At)> Epochs { get; } = [];
}
