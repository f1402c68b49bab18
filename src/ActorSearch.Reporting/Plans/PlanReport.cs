using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Effects;

namespace ActorSearch.Reporting.Plans;

/// <summary>What an experiment would train, found without training anything.</summary>
/// <param name="Spec">The experiment.</param>
/// <param name="Image">Size of one image.</param>
/// <param name="Classes">Number of classes.</param>
/// <param name="Splits">Number of images.</param>
/// <param name="CoincidingPoints">Points left out because an earlier point means the same.</param>
/// <param name="Trials">All trials, rejected ones included.</param>
/// <param name="Rejections">Why trials cannot be built, the commonest reason first.</param>
/// <param name="Networks">The distinct networks, in the order in which the grid meets them.</param>
/// <param name="TotalMultiplyAccumulates">
/// Estimated work of the search: each trial's multiply-accumulates of one image, times 3 (a backward pass costs about
/// two forward ones), times training images, times epochs. Evaluation is not in it.
/// </param>
public sealed record PlanReport(
    ExperimentSpec Spec,
    ImageShape Image,
    int Classes,
    SplitSizes Splits,
    int CoincidingPoints,
    ImmutableArray<TrialPlan> Trials,
    ImmutableArray<Rejection> Rejections,
    ImmutableArray<PlannedNetwork> Networks,
    double TotalMultiplyAccumulates)
{
    /// <summary>Forward passes that one training step on an image is worth: one forward, and a backward pass of about two.</summary>
    public const int ForwardPassesPerStep = 3;

    /// <summary>Number of trials that cannot be built.</summary>
    public int RejectedTrials => Rejections.Sum(r => r.Trials);

    /// <summary>Estimated peak of memory of the largest trial, in bytes; see <see cref="NetworkPlan.TrainingMemoryBytes"/>.</summary>
    public long MaxMemoryBytes => Trials.IsEmpty ? 0 : Trials.Max(t => t.MemoryBytes);

    /// <summary>Plans an experiment.</summary>
    public static PlanReport From(ExperimentSpec spec, ImageShape image, int classes, SplitSizes splits)
    {
        var expansion = Grid.Expand(spec, image, classes);
        var rejections = expansion.Trials
            .Where(t => t.Rejection is not null)
            .CountBy(t => t.Rejection!, StringComparer.Ordinal)
            .OrderByDescending(r => r.Value)
            .ThenBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => new Rejection(r.Key, r.Value));
        return new PlanReport(
            spec,
            image,
            classes,
            splits,
            expansion.CoincidingPoints,
            expansion.Trials,
            [.. rejections],
            NetworksOf(spec, image, classes, expansion),
            expansion.Trials.Sum(t => (double)t.MultiplyAccumulates * ForwardPassesPerStep * splits.Train
                * t.Config.GetInteger(ParameterNames.Epochs)));
    }

    private static ImmutableArray<PlannedNetwork> NetworksOf(ExperimentSpec spec, ImageShape image, int classes, GridExpansion expansion)
    {
        var firstSeeds = expansion.Trials.Where(t => t.Replicate == 0 && t.Rejection is null).ToArray();
        var everyLevel = spec.VariedNames.ToDictionary(n => n, n => LevelsOf(n, firstSeeds), StringComparer.Ordinal);
        return [.. firstSeeds
            .GroupBy(t => ((NetworkPlanning.Planned)NetworkPlanner.Plan(t.Config, image, classes)).Network)
            .Select(group => new PlannedNetwork(
                group.Key,
                group.Count() * spec.Replicates,
                [.. spec.VariedNames
                    .Select(n => KeyValuePair.Create(n, LevelsOf(n, group)))
                    .Where(v => v.Value.Length < everyLevel[v.Key].Length)]))];
    }

    private static ImmutableArray<ParameterValue?> LevelsOf(string name, IEnumerable<TrialPlan> trials) =>
        [.. trials.Select(t => new LevelKey(t.Config.Get(name))).Distinct().Order().Select(k => k.Value)];
}
