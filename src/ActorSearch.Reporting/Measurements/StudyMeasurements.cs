using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Timelines;

namespace ActorSearch.Reporting.Measurements;

/// <summary>A study's report and, of every trial, what was measured along the way.</summary>
/// <param name="Report">The report.</param>
/// <param name="Epochs">
/// The epochs of the attempt that came to the trial's outcome, or of the one that runs, in order. An attempt that came
/// to nothing has left none.
/// </param>
/// <param name="Timeline">Where the time went.</param>
public sealed record StudyMeasurements(
    StudyReport Report, ImmutableDictionary<TrialId, ImmutableArray<EpochMetrics>> Epochs, StudyTimeline Timeline)
{
    /// <summary>The measurements among a study's events, first to last.</summary>
    /// <exception cref="StudyException">There are no events, or they are not those of one study.</exception>
    public static async ValueTask<StudyMeasurements> FromAsync(IAsyncEnumerable<StudyEvent> events, CancellationToken cancellation = default)
    {
        var fold = new MeasurementsFold();
        await foreach (var happened in events.WithCancellation(cancellation).ConfigureAwait(false))
        {
            fold.Add(happened);
        }

        return fold.ToMeasurements();
    }
}
