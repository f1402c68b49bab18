using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>How a run goes on with what the store holds under the study's name.</summary>
public abstract record StudyOpening
{
    private StudyOpening()
    {
    }

    /// <summary>The store has no such study: begin it.</summary>
    public sealed record Begin : StudyOpening;

    /// <summary>The study is there, unfinished and unchanged: go on.</summary>
    public sealed record GoOn : StudyOpening;

    /// <summary>The study is there and the file asks for more trials: add them and go on.</summary>
    public sealed record Extend : StudyOpening;

    /// <summary>The study is there, and all that the file asks for has its outcome.</summary>
    public sealed record AlreadyComplete : StudyOpening;

    /// <summary>The run may not go on as asked.</summary>
    /// <param name="Problem">What is in the way, in one line.</param>
    /// <param name="Differences">What differs between the file and the store, a line each.</param>
    /// <param name="Remedy">What would be right, in one line.</param>
    public sealed record Refused(string Problem, ImmutableArray<string> Differences, string Remedy) : StudyOpening;

    /// <summary>Compares a plan with the study that the store holds.</summary>
    /// <param name="state">The study as stored; <see cref="StudyState.Empty"/> where the store has none.</param>
    /// <param name="plan">The study as the file asks for it.</param>
    /// <param name="resume">Whether going on with an unfinished study was asked for.</param>
    /// <param name="extend">Whether following a changed file was asked for.</param>
    public static StudyOpening Decide(StudyState state, StudyPlan plan, bool resume, bool extend)
    {
        if (state.Definition is not { } stored)
        {
            return new Begin();
        }

        var name = stored.Name;
        var unlike = Unlike(stored, plan.Definition);
        if (!unlike.IsEmpty)
        {
            return new Refused(
                $"the store holds a study {name} whose results would not compare with these",
                unlike,
                "give the changed experiment another name under 'study', or use another store");
        }

        var (added, removed) = Compare(state, plan.Trials);
        if (!added.IsEmpty || !removed.IsEmpty)
        {
            return extend ? new Extend() : new Refused(
                $"the store holds a study {name} with another grid",
                [.. Listed("new", added), .. Listed("no longer in the file", removed)],
                "add --extend to train the new trials beside the recorded ones, or give the experiment another name under 'study'");
        }

        return state switch
        {
            { AllEnded: true } => new AlreadyComplete(),
            _ when resume || extend => new GoOn(),
            _ => new Refused(
                $"the store holds a study {name} with {state.EndedCount} of {state.Trials.Count} trials done",
                [],
                "add --resume to go on with it, or give the experiment another name under 'study'"),
        };
    }

    private static ImmutableArray<string> Unlike(StudyDefinition stored, StudyDefinition asked)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        if (stored.Seed != asked.Seed)
        {
            differences.Add($"seed: {stored.Seed} in the store, {asked.Seed} in the file");
        }

        if (stored.Objective != asked.Objective)
        {
            differences.Add($"objective: {Describe(stored.Objective)} in the store, {Describe(asked.Objective)} in the file");
        }

        if (stored.DataSet.Name != asked.DataSet.Name)
        {
            differences.Add($"dataset: {stored.DataSet.Name} in the store, {asked.DataSet.Name} in the file");
        }
        else if (stored.DataFingerprint != asked.DataFingerprint)
        {
            differences.Add(
                $"dataset: the images or their splits are others ({stored.DataFingerprint[..12]} in the store, {asked.DataFingerprint[..12]} now)");
        }

        // The fingerprint is that of the bytes, which are the same.
        if (stored.DataSet.Normalise != asked.DataSet.Normalise)
        {
            differences.Add($"dataset.normalise: {Describe(stored.DataSet.Normalise)} in the store, {Describe(asked.DataSet.Normalise)} in the file");
        }

        return differences.ToImmutable();
    }

    private static (ImmutableArray<TrialPlan> Added, ImmutableArray<TrialPlan> Removed) Compare(
        StudyState state, ImmutableArray<TrialPlan> asked)
    {
        var askedIds = asked.Select(t => t.Id).ToHashSet();
        return (
            asked.RemoveAll(t => state.Positions.ContainsKey(t.Id)),
            [.. state.Trials.Select(t => t.Plan).Where(p => !askedIds.Contains(p.Id))]);
    }

    private static IEnumerable<string> Listed(string what, ImmutableArray<TrialPlan> trials)
    {
        const int Shown = 3;
        if (trials.IsEmpty)
        {
            yield break;
        }

        yield return $"{what}: {trials.Length} {(trials.Length == 1 ? "trial" : "trials")}";
        foreach (var trial in trials.Take(Shown))
        {
            yield return $"  {trial.Config}{(trial.Replicate > 0 ? $" replicate {trial.Replicate + 1}" : string.Empty)}";
        }

        if (trials.Length > Shown)
        {
            yield return $"  and {trials.Length - Shown} more";
        }
    }

    private static string Describe(Normalisation? normalise) => normalise is null
        ? "none"
        : $"mean {Numbers(normalise.Mean)}, std {Numbers(normalise.Deviation)}";

    private static string Numbers(ImmutableArray<double> numbers) =>
        string.Join(' ', numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static string Describe(Objective objective) => $"{objective.MetricName} {(objective.Maximize ? "max" : "min")}";
}
