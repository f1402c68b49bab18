using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Http.Tests.Server.Doubles;

internal static class Plans
{
    public static readonly EpochMetrics Epoch = new(1, 0.5, 0.75, double.NaN, 0.625, 1.5);

    public static readonly TrialResult Result = new(TrialOutcome.Completed, string.Empty, Epoch, 0.25, 0.75, 1, 1.5);

    /// <summary>A study of so many trials that differ in their learning rate.</summary>
    public static StudyPlan Of(string study, int trials)
    {
        var rates = Enumerable.Range(1, trials).Select(i => (ParameterValue)new ParameterValue.Real(i / 1000.0));
        var space = new SearchSpace([], [new Dimension(ParameterNames.LearningRate, [.. rates])]);
        var image = new ImageShape(1, 28, 28);
        var spec = new ExperimentSpec(
            study, Seed: 7, new DataSetSpec("glyphs"), space, Replicates: 1, Objective.Default, MaxAttempts: 3, Source: "the file");
        var definition = new StudyDefinition(
            study, spec.Seed, spec.DataSet, DataFingerprint: new string('a', 64), image, Classes: 10, spec.Objective, 3, spec.Source);
        return new StudyPlan(definition, Grid.Expand(spec, image, classes: 10).Trials);
    }
}
