namespace ActorSearch.Core.Trials;

/// <summary>What an outcome says of a trial beyond its word.</summary>
public static class TrialOutcomes
{
    /// <summary>Whether the trial was trained to its end, so that it has weights and test figures.</summary>
    public static bool IsTrainedToTheEnd(this TrialOutcome outcome) => outcome is TrialOutcome.Completed or TrialOutcome.Collapsed;

    /// <summary>Whether the trial is ranked.</summary>
    public static bool IsRanked(this TrialOutcome outcome) => outcome.IsTrainedToTheEnd() || outcome == TrialOutcome.Stopped;
}
