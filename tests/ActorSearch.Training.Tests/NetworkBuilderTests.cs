using ActorSearch.Core.Networks;
using ActorSearch.Training.Networks;
using static ActorSearch.Training.Tests.TrainingFixture;
using static TorchSharp.torch;

namespace ActorSearch.Training.Tests;

public class NetworkBuilderTests
{
    [Theory]
    [InlineData("")]
    [InlineData("architecture=lenet")]
    [InlineData("layers=3 channels=[4,5,6] kernel_size=5 stride=2 padding=2 pooling=none batch_norm=true")]
    [InlineData("layers=2 padding=valid pooling=avg hidden=[30,20] dropout=0.5")]
    [InlineData("layers=1 kernel_size=4 padding=1")]
    public void A_network_has_the_shapes_and_parameters_that_its_table_shows(string words)
    {
        var plan = Plan(words, new ImageShape(3, 28, 20));
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var network = NetworkBuilder.Build(plan, generator, generator);

        Assert.Equal(plan.Parameters, network.parameters().Sum(p => p.numel()));
        var value = rand([2, 3, 28, 20], dtype: float32, generator: generator);
        var outputs = new Dictionary<string, long>();
        foreach (var (name, module) in network.named_children())
        {
            value = ((nn.Module<Tensor, Tensor>)module).call(value);
            outputs[name] = value.numel() / 2;
        }

        // An activation that moved behind its pooling has the pooling's size; all else is as the table says.
        Assert.All(plan.Layers.Where(l => l is not LayerPlan.Activation), l => Assert.Equal(l.Output.Elements, outputs[l.Name]));
        Assert.Equal([2, 10], value.shape);
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("leaky_relu")]
    [InlineData("elu")]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    public void Pooling_before_an_activation_that_never_falls_gives_the_same_values(string activation)
    {
        var plan = Plan($"layers=1 activation={activation}", new ImageShape(1, 28, 28));
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var network = NetworkBuilder.Build(plan, generator, generator);
        var modules = network.named_children().ToDictionary(m => m.name, m => (nn.Module<Tensor, Tensor>)m.module);
        var convolved = modules["conv1"].call(randn([4, 1, 28, 28], dtype: float32, generator: generator));

        var textbook = modules["pool1"].call(modules[$"{activation}1"].call(convolved));
        var swapped = modules[$"{activation}1"].call(modules["pool1"].call(convolved));

        Assert.Equal(textbook.data<float>().ToArray(), swapped.data<float>().ToArray());
        Assert.Equal(["conv1", "pool1", $"{activation}1"], network.named_children().Take(3).Select(m => m.name));
    }

    [Theory]
    [InlineData("gelu")]
    [InlineData("silu")]
    public void Pooling_stays_behind_an_activation_that_falls_somewhere(string activation)
    {
        var plan = Plan($"layers=1 activation={activation}", new ImageShape(1, 28, 28));

        Assert.Equal(plan.Layers, NetworkBuilder.InOrderOfComputation(plan.Layers));
    }

    [Fact]
    public void First_weights_lie_within_one_over_the_root_of_the_fan_in()
    {
        var plan = Plan("layers=1 channels=8 kernel_size=5", new ImageShape(1, 28, 28));
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var network = NetworkBuilder.Build(plan, generator, generator);

        var weights = network.named_parameters().First(p => p.name == "conv1.weight").parameter.data<float>().ToArray();

        Assert.True(weights.Max() is > 0.15f and <= 0.2f, $"largest weight {weights.Max()}");
        Assert.True(weights.Min() is < -0.15f and >= -0.2f, $"smallest weight {weights.Min()}");
    }

    [Theory]
    [InlineData("batch_norm=true", false)]
    [InlineData("batch_norm=false", true)]
    public void The_bias_of_a_convolution_is_held_where_batch_norm_takes_it_off_again(string words, bool isTrained)
    {
        var plan = Plan($"layers=1 {words}", new ImageShape(1, 28, 28));
        using var scope = NewDisposeScope();
        using var generator = new Generator(1, CPU);
        var network = NetworkBuilder.Build(plan, generator, generator);

        Assert.Equal(isTrained, network.named_parameters().Single(p => p.name == "conv1.bias").parameter.requires_grad);
        Assert.All(network.named_parameters().Where(p => p.name != "conv1.bias"), p => Assert.True(p.parameter.requires_grad, p.name));
    }

    private static NetworkPlan Plan(string words, ImageShape image) =>
        Assert.IsType<NetworkPlanning.Planned>(NetworkPlanner.Plan(Config(words), image, classes: 10)).Network;
}
