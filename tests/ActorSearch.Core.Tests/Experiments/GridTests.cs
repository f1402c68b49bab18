using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Trials;
using ActorSearch.Simulation;

namespace ActorSearch.Core.Tests.Experiments;

public sealed class GridTests
{
    private static readonly ImageShape Image = new(1, 28, 28);

    [Fact]
    public void The_last_dimension_varies_fastest()
    {
        var grid = Expand("space:\n  learning_rate: [0.1, 0.2]\n  epochs: [1, 2, 3]");

        Assert.Equal(
            [
                "epochs=1 learning_rate=0.1", "epochs=2 learning_rate=0.1", "epochs=3 learning_rate=0.1",
                "epochs=1 learning_rate=0.2", "epochs=2 learning_rate=0.2", "epochs=3 learning_rate=0.2",
            ],
            grid.Trials.Select(t => t.Config.ToString()));
        Assert.Equal(0, grid.CoincidingPoints);
    }

    [Fact]
    public void All_points_come_with_their_first_seed_before_any_with_its_second()
    {
        var grid = Expand("replicates: 2\nspace:\n  epochs: [1, 2]");

        Assert.Equal(
            [("epochs=1", 0), ("epochs=2", 0), ("epochs=1", 1), ("epochs=2", 1)],
            grid.Trials.Select(t => (t.Config.ToString(), t.Replicate)));
        Assert.All(grid.Trials, t => Assert.Equal(TrialId.Of(t.Config, t.Replicate), t.Id));
    }

    [Fact]
    public void A_file_without_a_space_is_one_trial()
    {
        var trial = Assert.Single(Expand(string.Empty).Trials);

        Assert.Equal("{}", trial.Config.ToCanonicalJson());
        Assert.Null(trial.Rejection);
    }

    [Fact]
    public void Points_that_mean_the_same_are_one_trial_and_are_counted()
    {
        // Layers mean nothing to lenet: of its three points two coincide with the first.
        var grid = Expand("space:\n  layers: [1, 2, 3]\n  architecture: [conv-stack, lenet]");

        Assert.Equal(4, grid.Trials.Length);
        Assert.Equal(2, grid.CoincidingPoints);
    }

    [Fact]
    public void A_point_that_cannot_be_built_is_a_rejected_trial_that_names_the_layer()
    {
        var grid = Expand("space:\n  layers: [2, 5]");

        Assert.Null(grid.Trials[0].Rejection);
        Assert.Equal("pool5: 2x2 pooling does not fit its input of 1x1", grid.Trials[1].Rejection);
        Assert.Equal((0L, 0L, 0L), (grid.Trials[1].Parameters, grid.Trials[1].MultiplyAccumulates, grid.Trials[1].MemoryBytes));
    }

    [Fact]
    public void A_trials_costs_are_those_of_its_network_and_batch()
    {
        var trial = Expand("model:\n  architecture: lenet\ntraining:\n  batch_size: 7").Trials[0];
        var network = ((NetworkPlanning.Planned)NetworkPlanner.Plan(trial.Config, Image, 10)).Network;

        Assert.Equal((61_706L, 416_520L), (trial.Parameters, trial.MultiplyAccumulates));
        Assert.Equal(network.TrainingMemoryBytes(7), trial.MemoryBytes);
    }

    [Fact]
    public void The_documented_example_has_162_points_and_each_is_a_trial()
    {
        var grid = Grid.Expand(ExperimentReaderTests.Valid(ExperimentTexts.Documented), Image, 10);

        Assert.Equal(162, grid.Trials.Length);
        Assert.DoesNotContain(grid.Trials, t => t.Rejection is not null);
    }

    [Fact]
    public void No_grid_holds_a_trial_twice_and_none_loses_a_point()
    {
        string[] dimensions =
        [
            "layers: [1, 2, 3]", "channels: [8, [8, 8], [16, 32]]", "architecture: [lenet, conv-stack]", "kernel_size: [2, 3, 5]",
            "padding: [same, valid, 0, 1]", "optimizer: [sgd, momentum, adamw]", "momentum: [0.9, 0.5]", "weight_decay: [0, 0.01]",
            "hidden: [[], [120, 84]]", "dropout: [0, 0.5]",
        ];
        var random = new SplitMix64(5);
        for (var run = 0; run < 100; run++)
        {
            var chosen = Enumerable.Range(0, 4).Select(_ => dimensions[random.Between(0, dimensions.Length - 1)]).Distinct();
            var replicates = random.Between(1, 3);
            var spec = ExperimentReaderTests.Valid(File($"replicates: {replicates}\nspace:\n  {string.Join("\n  ", chosen)}"));
            var grid = Grid.Expand(spec, Image, 10);

            Assert.Equal(grid.Trials.Length, grid.Trials.Select(t => t.Id).Distinct().Count());
            Assert.Equal(spec.Space.PointCount, (grid.Trials.Length / replicates) + grid.CoincidingPoints);
            Assert.Equal(
                spec.Space.Points().Select(p => TrialId.Of(p, 0)).ToHashSet(), grid.Trials.Where(t => t.Replicate == 0).Select(t => t.Id).ToHashSet());
        }
    }

    private static string File(string rest) => $"study: s\ndataset: {{ name: glyphs }}\n{rest}";

    private static GridExpansion Expand(string rest) => Grid.Expand(ExperimentReaderTests.Valid(File(rest)), Image, 10);
}
