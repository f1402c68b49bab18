using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Measurements;

/// <summary>A study's report and, of every trial, what was measured along the way.</summary>
/// <param name="Report">The report.</param>
/// <param name="Epochs">
/// The epochs of the attempt that came to the trial's outcome, or of the one that runs, in order. An attempt that came
/// to nothing has left none.
/// </param>
public sealed record StudyMeasurements(StudyReport Report, ImmutableDictionary<TrialId, ImmutableArray<EpochMetrics>> Epochs)
{
    /// <summary>The measurements among a study's events, first to last.</summary>
    /// <exception cref="StudyException">There are no events, or they are not those of one study.</exception>
    public static async ValueTask<StudyMeasurements> FromAsync(IAsyncEnumerable<StudyEvent> events, CancellationToken cancellation = default)
    {
        var study = new StudyFold();
        var epochs = new Dictionary<TrialId, List<EpochMetrics>>();
        await foreach (var happened in events.WithCancellation(cancellation).ConfigureAwait(false))
        {
            study.Add(happened);
            switch (happened)
            {
                case StudyEvent.Leased e:
                    epochs[e.Trial] = [];
                    break;
                case StudyEvent.EpochReported e when epochs.TryGetValue(e.Trial, out var curve):
                    curve.Add(e.Metrics);
                    break;
                case StudyEvent.AttemptEnded { GivesUp: false } e:
                    epochs.Remove(e.Trial);
                    break;
                default:
                    break;
            }
        }

        return new StudyMeasurements(
            study.ToReport(), epochs.ToImmutableDictionary(e => e.Key, e => e.Value.OrderBy(m => m.Epoch).ToImmutableArray()));
    }
}
