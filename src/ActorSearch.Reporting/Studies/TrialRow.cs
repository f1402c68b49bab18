using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Studies;

/// <summary>One trial in a study's report.</summary>
/// <param name="Rank">Its point's rank; 1 for the best. Null for a trial that is not ranked.</param>
/// <param name="ShortId">The shortest first digits, 6 at least, that no other trial of the study shares.</param>
/// <param name="Trial">The trial as the ledger has it.</param>
/// <param name="Metric">The objective's metric at the chosen epoch; null for a trial that is not ranked.</param>
/// <param name="Values">The value in force of each varied dimension; null where it does not apply.</param>
public sealed record TrialRow(
    int? Rank, string ShortId, TrialState Trial, double? Metric, ImmutableArray<ParameterValue?> Values)
{
    /// <summary>The trial's identity.</summary>
    public TrialId Id => Trial.Plan.Id;

    /// <summary>Its place in the order in which the grid is run, from 0: the same in every report of a study.</summary>
    public int Position { get; init; }

    /// <summary>The word for its outcome, or for where it stands.</summary>
    public string Outcome => OutcomeWords.Of(Trial.Status, Trial.Outcome);

    /// <summary>The same; which of the trials that have not ended run at this moment is said only where times are.</summary>
    public string ShownOutcome(bool includeTimes) => includeTimes || Trial.Outcome is not null ? Outcome : OutcomeWords.Unfinished;

    /// <summary>The reason, unless it may name a worker or an accident of the machine where such things are left out.</summary>
    public string ShownReason(bool includeTimes) =>
        includeTimes || Trial.Outcome is not (null or TrialOutcome.Failed) ? Trial.Reason : string.Empty;

    /// <summary>The chosen epoch's metrics, of ranked trials and of those that diverged later.</summary>
    public EpochMetrics? Best => Trial.Result?.Best;

    /// <summary>Wall time of the attempt that came to the result.</summary>
    public double? Seconds => Trial.Result?.Seconds;

    /// <summary>Median wall time of that attempt's epochs, evaluation included; null without a finished one.</summary>
    public double? SecondsPerEpoch { get; init; }
}
