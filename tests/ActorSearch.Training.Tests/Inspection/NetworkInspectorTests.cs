using ActorSearch.Core.Networks;
using ActorSearch.Data;
using ActorSearch.Data.Transforms;
using ActorSearch.Training.Inspection;
using ActorSearch.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static ActorSearch.Training.Tests.TrainingFixture;
using static TorchSharp.torch;

namespace ActorSearch.Training.Tests.Inspection;

public sealed class NetworkInspectorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly Generator _generator = new(3, CPU);

    public void Dispose()
    {
        _scope.Dispose();
        _generator.Dispose();
    }

    [Fact]
    public void Predictions_confusion_and_mistakes_are_those_of_the_scores()
    {
        // The network answers with the brighter of two pixels.
        var (plan, network) = Comparer();
        var images = new ImageSet(1, 1, 2, 2, new byte[] { 255, 0, 0, 255, 51, 0, 0, 255 }, new byte[] { 0, 0, 1, 1 });

        var found = new NetworkInspector(plan, network, CPU).Inspect(images, Options(), CancellationToken.None);

        Assert.Equal([1, 1, 1, 1], found.Confusion.Counts);
        Assert.Equal([1, 2], found.Mistakes.Select(m => m.Prediction.Number));
        Assert.Equal([0, 255], found.Mistakes[0].Image.Pixels);
        Assert.Equal(Math.Log(1 + Math.Exp(1)), found.Mistakes[0].Prediction.Loss, 5);
        Assert.Equal(Math.Log(1 + Math.Exp(0.2)), found.Mistakes[1].Prediction.Loss, 5);
        Assert.Equal((Math.Log(1 + Math.Exp(1)) + Math.Log(1 + Math.Exp(0.2)) + (2 * Math.Log(1 + Math.Exp(-1)))) / 4, found.Loss, 5);
    }

    [Fact]
    public void Without_a_choice_two_known_classes_and_the_worst_mistake_are_shown()
    {
        var (plan, network) = Comparer();
        var images = new ImageSet(
            1, 1, 2, 2, new byte[] { 255, 0, 255, 1, 0, 9, 7, 0, 0, 200, 8, 0 }, new byte[] { 0, 0, 0, 1, 1, 1 });

        var found = new NetworkInspector(plan, network, CPU).Inspect(images, Options(), CancellationToken.None);

        Assert.Equal([0, 4, 2], found.Maps.Select(m => m.Image.Number));
    }

    [Fact]
    public void Kernels_and_feature_maps_are_the_networks_own()
    {
        var (plan, network) = Build("layers=1 channels=3 kernel_size=3 activation=relu pooling=max");
        var images = Glyphs(4);

        var found = new NetworkInspector(plan, network, CPU).Inspect(images, Options(2), CancellationToken.None);

        var weights = network.state_dict()["conv1.weight"];
        Assert.Equal(("conv1", 3, 3, 1, 3), (found.Kernels!.Layer, found.Kernels.Total, found.Kernels.Shown, found.Kernels.Channels, found.Kernels.Side));
        Assert.Equal(weights.data<float>().ToArray(), found.Kernels.Values);

        // Rows are those of the table, in its order, though pooling is computed before the activation.
        var maps = Assert.Single(found.Maps);
        Assert.Equal(["conv1", "relu1", "pool1"], maps.Layers.Select(l => l.Layer.Name));
        Assert.All(maps.Layers, l => Assert.Equal(l.Layer.Output.Elements, l.Values.Length));
        var pixels = tensor(images.Image(2).ToArray().Select(p => p / 255f).ToArray(), [1, 1, 28, 28], dtype: float32);
        var convolved = nn.functional.conv2d(pixels, weights, network.state_dict()["conv1.bias"], padding: [1, 1]).data<float>().ToArray();
        AssertNear(convolved, maps.Layers[0].Values);
        AssertNear([.. convolved.Select(v => Math.Max(v, 0))], maps.Layers[1].Values);
        Assert.Equal(maps.Layers[1].Values.Take(2).Concat(maps.Layers[1].Values.Skip(28).Take(2)).Max(), maps.Layers[2].Values[0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("architecture=lenet")]
    [InlineData("layers=2 activation=gelu pooling=avg batch_norm=true dropout=0.5 hidden=[20]")]
    [InlineData("architecture=cnn-dropout")]
    [InlineData("architecture=resnet-small")]
    [InlineData("architecture=resnet18")]
    [InlineData("layers=1 loss=nll global_pooling=avg")]
    public void Running_row_by_row_ends_in_the_networks_own_answer(string words)
    {
        var (plan, network) = Build(words);
        var input = rand([2, 1, 28, 28], dtype: float32, generator: _generator);
        using var noGradient = no_grad();
        var rows = new List<string>();

        var answer = new LayerWalk(network).Run(plan.Layers, input, (layer, output) =>
        {
            rows.Add(layer.Name);
            Assert.Equal(layer.Output.Elements, output.numel() / 2);
        });

        Assert.Equal(plan.AllLayers.Select(l => l.Name), rows);
        AssertNear(network.call(input).data<float>().ToArray(), answer.data<float>().ToArray());
    }

    [Fact]
    public void Of_many_channels_the_first_are_shown()
    {
        var (plan, network) = Build("layers=1 channels=70");

        var found = new NetworkInspector(plan, network, CPU).Inspect(Glyphs(1), Options(0), CancellationToken.None);

        Assert.Equal((70, 64), (found.Kernels!.Total, found.Kernels.Shown));
        Assert.All(found.Maps[0].Layers, l => Assert.Equal(64, l.Shown));
        Assert.Equal(64 * 9, found.Kernels.Values.Length);
    }

    [Fact]
    public void Robustness_is_the_accuracy_on_changed_images()
    {
        // Images with one bright column; the network answers whether it is in the left half.
        var (plan, network) = Halves();
        var images = new ImageSet(
            1, 1, 8, 2, Enumerable.Range(0, 64).Select(i => (byte)(i / 8 == i % 8 ? 255 : 0)).ToArray(), new byte[] { 0, 0, 0, 0, 1, 1, 1, 1 });

        var found = new NetworkInspector(plan, network, CPU).Inspect(images, Options() with { RobustnessImages = 8 }, CancellationToken.None).Robustness!;

        Assert.Equal((8, 1.0, 1.0), (found.Images, found.Accuracy, found.Shifts[0, 0]));

        // To the right by two, the columns 2 and 3 get into the other half, and 6 and 7 leave: nothing bright is class 0.
        Assert.Equal(4 / 8.0, found.Shifts[0, 2]);
        Assert.Equal(6 / 8.0, found.Shifts[0, -2]);
        Assert.Equal(4 / 8.0, found.Shifts[1, 0]);
        Assert.Equal(1, found.Rotation.Single(p => p.Amount == 0).Accuracy);
        Assert.Equal(1, found.Noise.Single(p => p.Amount == 0).Accuracy);
        Assert.True(found.Noise[^1].Accuracy < 1 || found.Noise[^2].Accuracy < 1);
        Assert.Equal(Shift.Apply(images, 0, 0).Image(0).ToArray(), found.Rotation.Single(p => p.Amount == 0).Example.Pixels);
    }

    [Fact]
    public void Robustness_of_a_part_takes_each_class_in_proportion_and_the_same_images_each_time()
    {
        var (plan, network) = Build("layers=1 channels=2");
        var inspector = new NetworkInspector(plan, network, CPU);
        var options = Options(0) with { RobustnessImages = 20 };

        var first = inspector.Inspect(Glyphs(60), options, CancellationToken.None).Robustness!;
        var second = inspector.Inspect(Glyphs(60), options, CancellationToken.None).Robustness!;

        Assert.Equal((20, 169), (first.Images, first.Shifts.Accuracies.Length));
        Assert.Equal(first.Shifts, second.Shifts);
        Assert.Equal(first.Noise.Select(p => p.Accuracy), second.Noise.Select(p => p.Accuracy));
    }

    [Fact]
    public void Dear_networks_are_measured_on_fewer_images()
    {
        Assert.Equal(1000, InspectionOptions.RobustnessImagesOf(Build("architecture=lenet").Plan));
        var dear = new NetworkPlan(new ImageShape(1, 28, 28), 10, [
            new LayerPlan.Convolution("conv1", new ImageShape(512, 28, 28), new ImageShape(512, 28, 28), 3, 1, 1)]);
        Assert.Equal(50, InspectionOptions.RobustnessImagesOf(dear));
    }

    [Fact]
    public void An_image_that_is_not_there_is_refused()
    {
        var (plan, network) = Comparer();
        var images = new ImageSet(1, 1, 2, 2, new byte[] { 1, 0 }, new byte[] { 0 });
        foreach (var options in new[] { Options(0, 1), Options(0, -1) })
        {
            Assert.Throws<ArgumentException>(() => new NetworkInspector(plan, network, CPU).Inspect(images, options, CancellationToken.None));
        }
    }

    private static InspectionOptions Options(params int[] images) => new([.. images], RobustnessImages: 0, Seed: 9);

    private (NetworkPlan Plan, Sequential Network) Build(string words)
    {
        var plan = Assert.IsType<NetworkPlanning.Planned>(NetworkPlanner.Plan(Config(words), new ImageShape(1, 28, 28), 10)).Network;
        var network = NetworkBuilder.Build(plan, _generator, _generator);
        network.eval();
        return (plan, network);
    }

    /// <summary>Scores of images of two pixels: the pixels.</summary>
    private static (NetworkPlan Plan, Sequential Network) Comparer() => Linear(2, [1, 0, 0, 1]);

    /// <summary>Scores of images of eight pixels: a little above nothing, and the sum of the right half.</summary>
    private static (NetworkPlan Plan, Sequential Network) Halves() => Linear(8, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);

    private static (NetworkPlan Plan, Sequential Network) Linear(int pixels, float[] weights)
    {
        var plan = new NetworkPlan(new ImageShape(1, 1, pixels), 2, [
            new LayerPlan.Flatten("flatten", new ImageShape(pixels, 1, 1)),
            new LayerPlan.Linear("output", pixels, new ImageShape(2, 1, 1))]);
        var linear = nn.Linear(pixels, 2);
        using (no_grad())
        {
            linear.weight!.copy_(tensor(weights, [2, pixels], dtype: float32));
            linear.bias!.zero_();
        }

        var network = nn.Sequential([("flatten", nn.Flatten()), ("output", linear)]);
        network.eval();
        return (plan, network);
    }

    private static ImageSet Glyphs(int count)
    {
        var spec = new Core.Experiments.DataSetSpec("glyphs", Train: 10, Validation: 10, Test: count);
        return DataSets.Load(spec, seed: 2, DataSources.Default(), CancellationToken.None).Test;
    }

    private static void AssertNear(float[] expected, IReadOnlyList<float> actual)
    {
        Assert.Equal(expected.Length, actual.Count);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f * Math.Max(1, Math.Abs(pair.First))));
    }
}
