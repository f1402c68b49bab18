using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.SingleTrial;

/// <summary>One trial whole.</summary>
/// <param name="Definition">Its study.</param>
/// <param name="Trial">The trial as the ledger has it.</param>
/// <param name="Seed">The number that its random draws derive from.</param>
/// <param name="Configuration">Every hyperparameter in force, stated or default.</param>
/// <param name="Curve">The epochs of the attempt that finished, or of the last one where none has.</param>
/// <param name="Attempts">All attempts, first to last.</param>
/// <param name="Network">Its layers; null for a trial that cannot be built.</param>
public sealed record TrialReport(
    StudyDefinition Definition,
    TrialState Trial,
    ulong Seed,
    ImmutableArray<ConfigEntry> Configuration,
    ImmutableArray<EpochMetrics> Curve,
    ImmutableArray<TrialAttempt> Attempts,
    NetworkPlan? Network)
{
    /// <summary>The word for its outcome, or for where it stands.</summary>
    public string Outcome => OutcomeWords.Of(Trial.Status, Trial.Outcome);

    internal TrialCandidate Candidate => new(Definition.Name, Trial.Plan.Id, Outcome);

    /// <summary>Looks for a trial among a study's events.</summary>
    /// <param name="events">The study's events, first to last.</param>
    /// <param name="prefix">The first digits of the trial's identity, in either case.</param>
    public static TrialLookup Find(IEnumerable<StudyEvent> events, string prefix)
    {
        var fold = new TrialFold(prefix);
        foreach (var happened in events)
        {
            fold.Add(happened);
        }

        return fold.ToLookup();
    }

    /// <inheritdoc cref="Find" />
    public static async ValueTask<TrialLookup> FindAsync(
        IAsyncEnumerable<StudyEvent> events, string prefix, CancellationToken cancellation = default)
    {
        var fold = new TrialFold(prefix);
        await foreach (var happened in events.WithCancellation(cancellation).ConfigureAwait(false))
        {
            fold.Add(happened);
        }

        return fold.ToLookup();
    }
}
