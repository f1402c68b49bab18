using System.Text.Json;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests;

/// <summary>The experiments that come with the project, on images that only have the right form.</summary>
public sealed class ExperimentFilesTests
{
    private const string Photos = "photos";

    [Theory]
    [InlineData("quickstart.yaml", 12, 0)]
    [InlineData("mnist-grid.yaml", 72, 0)]
    [InlineData("kernel-stride-padding.yaml", 12, 3)]
    [InlineData("lenet.yaml", 16, 0)]
    [InlineData("digits.yaml", 2, 0)]
    [InlineData("architectures.yaml", 18, 0)]
    public void Every_experiment_plans_in_both_sizes(string file, int trials, int rejected) => AssertPlans(file, trials, rejected, []);

    [Theory]
    [InlineData("convolution-by-hand.yaml", 3)]
    [InlineData("vehicles.yaml", 24)]
    public void Every_experiment_on_photos_plans_in_both_sizes(string file, int trials)
    {
        using var folder = new TemporaryFolder();
        StandIns.AddPhotos(folder, Photos, 500, 100);

        AssertPlans(file, trials, 0, ["--data", folder[Photos]]);
    }

    [Fact]
    public void Every_file_of_the_folder_is_among_those_that_are_planned()
    {
        var planned = new[] { nameof(Every_experiment_plans_in_both_sizes), nameof(Every_experiment_on_photos_plans_in_both_sizes) }
            .SelectMany(m => typeof(ExperimentFilesTests).GetMethod(m)!.GetCustomAttributesData())
            .Where(a => a.AttributeType == typeof(InlineDataAttribute))
            .Select(a => (string)((IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)a.ConstructorArguments[0].Value!)[0].Value!);

        var there = Directory.GetFiles(Path.Combine(Checkout.Root(), "experiments"), "*.yaml").Select(Path.GetFileName);

        Assert.Equal(there.Order(StringComparer.Ordinal), planned.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Points_whose_image_vanishes_are_rejected_with_the_layer_that_finds_none()
    {
        using var folder = new TemporaryFolder();

        var plan = Plan(folder, "kernel-stride-padding.yaml").Output;

        Assert.Contains("conv2: kernel 7x7 does not fit its input of 5x5 with padding 0", plan, StringComparison.Ordinal);
        Assert.Contains("pool2: 2x2 pooling does not fit its input of 1x1", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("kernel-stride-padding.yaml", 9)]
    [InlineData("lenet.yaml", 16)]
    [InlineData("digits.yaml", 2)]
    [InlineData("architectures.yaml", 15, "space.architecture=[cnn-dropout, lenet, vgg-small, resnet-small, resnet18]", "dataset.train=40")]
    public void Every_experiment_trains_at_a_tiny_size(string file, int trained, params string[] settings)
    {
        using var folder = new TemporaryFolder();
        var data = StandIns.AddIdx(folder, "digits", training: 300, test: 200);

        AssertTrains(folder, file, trained, [data, "dataset.train=200", "dataset.validation=100", "dataset.test=100", .. settings]);
    }

    [Theory]
    [InlineData("convolution-by-hand.yaml", 3)]
    [InlineData("vehicles.yaml", 24)]
    public void Every_experiment_on_photos_trains_at_a_tiny_size(string file, int trained)
    {
        using var folder = new TemporaryFolder();
        var data = StandIns.AddPhotos(folder, Photos, 20, 10);

        AssertTrains(folder, file, trained, [data, "dataset.train=30", "dataset.validation=15", "dataset.test=15", "dataset.resize=16"]);
    }

    private static void AssertPlans(string file, int trials, int rejected, string[] options)
    {
        using var folder = new TemporaryFolder();
        var name = Path.GetFileNameWithoutExtension(file);

        var full = Plan(folder, file, options).Output;

        Assert.StartsWith($"{name}: {trials} trials of {trials} points", full, StringComparison.Ordinal);
        Assert.Equal(rejected > 0, full.Contains($"Rejected: {rejected} trials", StringComparison.Ordinal));
        Assert.Equal(rejected > 0, full.Contains("Rejected", StringComparison.Ordinal));
        if (File.ReadAllText(Spec(file)).Contains("\nsmall:", StringComparison.Ordinal))
        {
            var small = Plan(folder, file, [.. options, "--small"]).Output;
            Assert.StartsWith($"{name}-small: {trials} trials of {trials} points", small, StringComparison.Ordinal);
        }
    }

    private static void AssertTrains(TemporaryFolder folder, string file, int trained, string[] settings)
    {
        var result = Command.Run(
            folder.Path,
            ["run", Spec(file), "--small", "--data", settings[0], "--json", "--set", "training.epochs=1", .. settings.Skip(1).SelectMany(s => new[] { "--set", s })])
            .MustEndWith(0);

        var ended = result.Output.Split('\n').Select(l => JsonDocument.Parse(l).RootElement)
            .Where(e => e.GetProperty("event").GetString() == "trial-ended").Select(e => e.GetProperty("outcome").GetString()).ToList();
        Assert.Equal(trained, ended.Count);
        Assert.All(ended, o => Assert.True(o is "completed" or "collapsed" or "diverged", o));
    }

    private static CommandResult Plan(TemporaryFolder folder, string file, params string[] options) =>
        Command.Run(folder.Path, ["plan", Spec(file), .. options]).MustEndWith(0);

    private static string Spec(string file) => Path.Combine(Checkout.Root(), "experiments", file);
}
