using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using ActorSearch.Training.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Tests;

/// <summary>Kinds of layers, by plans made by hand.</summary>
public sealed class NetworkBuilderLayerTests : IDisposable
{
    private readonly Generator _generator = new(3, CPU);

    public void Dispose() => _generator.Dispose();

    [Fact]
    public void A_block_is_the_sum_of_its_two_ways_and_its_parameters_are_named_as_its_rows()
    {
        var network = Build(Block(isHalved: true));

        Assert.Equal(
            [
                "block1.conv1.weight", "block1.conv2.bias", "block1.conv2.weight", "block1.norm1.bias", "block1.norm1.num_batches_tracked",
                "block1.norm1.running_mean", "block1.norm1.running_var", "block1.norm1.weight", "block1.shortcut-norm.bias",
                "block1.shortcut-norm.num_batches_tracked", "block1.shortcut-norm.running_mean", "block1.shortcut-norm.running_var",
                "block1.shortcut-norm.weight", "block1.shortcut.weight",
            ],
            network.state_dict().Keys.Order(StringComparer.Ordinal));
        var images = Random(2, 4, 6, 6);
        network.eval();
        var parts = network.named_modules().ToDictionary(m => m.name, m => m.module);
        Tensor Call(string name, Tensor input) => ((nn.Module<Tensor, Tensor>)parts[$"block1.{name}"]).call(input);
        var body = Call("conv2", Call("relu1", Call("norm1", Call("conv1", images))));
        var shortcut = Call("shortcut-norm", Call("shortcut", images));
        Assert.Equal([2, 8, 3, 3], body.shape);
        Assert.Equal(Values(body + shortcut), Values(network.call(images)));
    }

    [Fact]
    public void A_block_without_a_shortcut_adds_its_input()
    {
        var network = Build(Block(isHalved: false));
        var images = Random(2, 4, 6, 6);
        foreach (var (_, parameter) in network.named_parameters())
        {
            using var none = no_grad();
            parameter.zero_();
        }

        Assert.Equal(Values(images), Values(network.call(images)));
    }

    [Fact]
    public void Training_and_evaluation_reach_the_layers_of_a_block()
    {
        var network = Build(Block(isHalved: true));
        var norm = (BatchNorm2d)network.named_modules().Single(m => m.name == "block1.norm1").module;
        network.eval();
        Assert.False(norm.training);
        network.train();
        Assert.True(norm.training);
    }

    [Fact]
    public void In_a_block_too_only_biases_that_batch_norm_takes_off_again_are_held()
    {
        var shape = new ImageShape(4, 6, 6);
        LayerPlan[] body = [Convolution("block1.conv1", shape, shape), new LayerPlan.BatchNormalisation("block1.norm1", shape), Convolution("block1.conv2", shape, shape)];
        LayerPlan[] shortcut = [Convolution("block1.shortcut", shape, shape), new LayerPlan.BatchNormalisation("block1.shortcut-norm", shape)];

        var network = Build(new LayerPlan.Residual("block1", shape, shape, [.. body], [.. shortcut]));

        Assert.Equal(["block1.conv1.bias", "block1.shortcut.bias"], network.named_parameters().Where(p => !p.parameter.requires_grad).Select(p => p.name));
    }

    [Fact]
    public void A_layer_of_a_block_under_a_foreign_name_is_refused()
    {
        var shape = new ImageShape(4, 6, 6);
        var block = new LayerPlan.Residual("block1", shape, shape, [new LayerPlan.Activation("relu1", shape, "relu")], []);

        Assert.Contains("relu1", Assert.Throws<InvalidOperationException>(() => Build(block)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("max", 3, 2, 1)]
    [InlineData("max", 2, 2, 1)]
    [InlineData("max", 3, 1, 0)]
    [InlineData("avg", 3, 2, 1)]
    [InlineData("avg", 2, 1, 0)]
    public void Pooling_goes_by_its_stride_and_pads_so_that_padding_never_wins(string kind, int side, int stride, int padding)
    {
        var images = Random(2, 2, 7, 6) - 2;
        var output = new ImageShape(2, ((7 + (2 * padding) - side) / stride) + 1, ((6 + (2 * padding) - side) / stride) + 1);

        var pooled = Build(new LayerPlan.Pooling("pool1", output, kind, side, stride, padding)).call(images);

        Assert.Equal([2, output.Channels, output.Height, output.Width], pooled.shape);
        var pixels = images.data<float>();
        var expected =
            from n in Enumerable.Range(0, 2) from c in Enumerable.Range(0, 2)
            from i in Enumerable.Range(0, output.Height) from j in Enumerable.Range(0, output.Width)
            let window = (from u in Enumerable.Range((i * stride) - padding, side) from v in Enumerable.Range((j * stride) - padding, side)
                          where u is >= 0 and < 7 && v is >= 0 and < 6 select pixels[n, c, u, v]).ToArray()
            select kind == "max" ? window.Max() : window.Sum() / (side * side);
        Assert.All(expected.Zip(Values(pooled)), p => Assert.Equal(p.First, p.Second, tolerance: 1e-6));
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("leaky_relu")]
    [InlineData("elu")]
    [InlineData("sigmoid")]
    [InlineData("tanh")]
    public void Overlapping_and_padded_maxima_before_an_activation_that_never_falls_give_the_same_values(string function)
    {
        var (shape, pooled) = (new ImageShape(2, 7, 7), new ImageShape(2, 4, 4));
        var network = Build(new LayerPlan.Activation("act1", shape, function), new LayerPlan.Pooling("pool1", pooled, "max", 3, 2, 1));
        Assert.Equal(["pool1", "act1"], network.named_children().Select(m => m.name));
        var parts = network.named_children().ToDictionary(m => m.name, m => (nn.Module<Tensor, Tensor>)m.module);
        var images = Random(3, 2, 7, 7) - 0.5;

        // The last bit of libtorch's ELU and sigmoid depends on where in its tensor a value stands.
        Assert.All(
            Values(parts["pool1"].call(parts["act1"].call(images))).Zip(Values(network.call(images))),
            p => Assert.Equal(p.First, p.Second, tolerance: 1e-6));
    }

    [Fact]
    public void Global_pooling_is_the_mean_of_each_channel()
    {
        var images = Random(2, 3, 5, 4);

        var means = Build(new LayerPlan.GlobalPooling("global", new ImageShape(3, 1, 1))).call(images);

        Assert.Equal([2, 3, 1, 1], means.shape);
        Assert.All(Values(images).Chunk(20).Zip(Values(means)), p => Assert.Equal(p.First.Average(), p.Second, tolerance: 1e-6));
    }

    [Fact]
    public void Resizing_to_twice_the_side_keeps_corners_and_mixes_neighbours_three_to_one()
    {
        var images = tensor(new float[] { 0, 4, 8, 12 }, [1, 1, 2, 2]);

        var resized = Build(new LayerPlan.Resize("resize", new ImageShape(1, 4, 4))).call(images);

        Assert.Equal([1, 1, 4, 4], resized.shape);
        Assert.Equal([0, 1, 3, 4, 2, 3, 5, 6, 6, 7, 9, 10, 8, 9, 11, 12], Values(resized));
    }

    [Fact]
    public void Dropout_of_whole_channels_drops_channels_of_an_image_or_leaves_them_scaled()
    {
        var network = Build(new LayerPlan.Dropout("dropout1", new ImageShape(200, 3, 2), 0.25, WholeChannels: true));

        var channels = Values(network.call(ones([10, 200, 3, 2], dtype: float32))).Chunk(6).ToArray();

        Assert.All(channels, c => Assert.Single(c.Distinct()));
        Assert.InRange(channels.Count(c => c[0] == 0), 400, 600);
        Assert.All(channels.Where(c => c[0] != 0), c => Assert.Equal(4.0 / 3, c[0], tolerance: 1e-6));
        network.eval();
        Assert.All(Values(network.call(ones([10, 200, 3, 2], dtype: float32))), v => Assert.Equal(1, v));
    }

    [Fact]
    public void Dropout_of_values_drops_within_channels()
    {
        var network = Build(new LayerPlan.Dropout("dropout1", new ImageShape(200, 3, 2), 0.25));

        Assert.Contains(Values(network.call(ones([10, 200, 3, 2], dtype: float32))).Chunk(6), c => c.Distinct().Count() == 2);
    }

    [Fact]
    public void Log_softmax_gives_the_logarithms_of_shares()
    {
        var scores = Random(3, 5) * 4;

        var shares = Values(Build(new LayerPlan.LogSoftmax("log-softmax", new ImageShape(5, 1, 1))).call(scores)).Chunk(5).ToArray();

        Assert.All(shares, s => Assert.Equal(1, s.Sum(v => Math.Exp(v)), tolerance: 1e-5));
        Assert.All(
            shares.Zip(Values(scores).Chunk(5)),
            p => Assert.Equal(p.Second[1] - p.Second[0], p.First[1] - p.First[0], tolerance: 1e-5));
    }

    [Theory]
    [InlineData("default", true)]
    [InlineData("xavier", false)]
    [InlineData("kaiming", false)]
    public void First_weights_have_the_spread_that_their_source_gives(string init, bool hasBiases)
    {
        var (image, map, row) = (new ImageShape(8, 9, 9), new ImageShape(32, 9, 9), new ImageShape(400, 1, 1));
        var network = Build(
            init,
            new LayerPlan.Convolution("conv1", image, map, 3, 1, 1),
            new LayerPlan.BatchNormalisation("norm1", map),
            new LayerPlan.Flatten("flatten", new ImageShape(32 * 81, 1, 1)),
            new LayerPlan.Linear("output", 32 * 81, row));
        var state = network.state_dict().ToDictionary(p => p.Key, p => p.Value.to(float32).data<float>().ToArray());

        AssertDrawn(state["conv1.weight"], fanIn: 8 * 9, fanOut: 32 * 9);
        AssertDrawn(state["output.weight"], fanIn: 32 * 81, fanOut: 400);
        Assert.Equal(hasBiases, state["conv1.bias"].Any(b => b != 0));
        Assert.Equal(hasBiases, state["output.bias"].Any(b => b != 0));
        Assert.All(state["norm1.weight"], w => Assert.Equal(1, w));
        Assert.All(state["norm1.bias"], b => Assert.Equal(0, b));

        void AssertDrawn(float[] weights, int fanIn, int fanOut)
        {
            // An even spread from -b to b has a deviation of b / sqrt 3, and no value beyond b.
            var bound = init == "default" ? Math.Sqrt(1.0 / fanIn) : Math.Sqrt(6.0 / (fanIn + fanOut));
            var deviation = init == "kaiming" ? Math.Sqrt(2.0 / fanIn) : bound / Math.Sqrt(3);
            var found = Math.Sqrt(weights.Average(w => (double)w * w));
            Assert.InRange(found / deviation, 0.97, 1.03);
            var largest = weights.Max(w => Math.Abs(w));
            Assert.True(init == "kaiming" ? largest > 3 * deviation : largest <= bound * 1.000001, $"largest {largest}, bound {bound}");
        }
    }

    [Theory]
    [InlineData("default")]
    [InlineData("xavier")]
    [InlineData("kaiming")]
    public void First_weights_come_from_the_generator_they_are_given(string init)
    {
        var layer = Convolution("conv1", new ImageShape(2, 5, 5), new ImageShape(3, 5, 5));
        float[] Weights(ulong seed)
        {
            using var generator = new Generator(seed, CPU);
            return Values(NetworkBuilder.Build(new NetworkPlan(new(2, 5, 5), 3, [layer]), generator, generator, init).get_parameter("conv1.weight")!);
        }

        Assert.Equal(Weights(4), Weights(4));
        Assert.NotEqual(Weights(4), Weights(5));
    }

    private Sequential Build(params LayerPlan[] layers) => Build("default", layers);

    private Sequential Build(string init, params LayerPlan[] layers) =>
        NetworkBuilder.Build(new NetworkPlan(layers[0].Output, 10, [.. layers]), _generator, _generator, init);

    private Tensor Random(params long[] shape) => rand(shape, dtype: float32, generator: _generator);

    private static float[] Values(Tensor tensor) => [.. tensor.detach().contiguous().data<float>()];

    private static LayerPlan.Convolution Convolution(string name, ImageShape from, ImageShape to) => new(name, from, to, 3, from.Height / to.Height, 1);

    private static LayerPlan.Residual Block(bool isHalved)
    {
        var input = new ImageShape(4, 6, 6);
        var output = isHalved ? new ImageShape(8, 3, 3) : input;
        ImmutableArray<LayerPlan> body =
        [
            Convolution("block1.conv1", input, output) with { HasBias = false },
            new LayerPlan.BatchNormalisation("block1.norm1", output),
            new LayerPlan.Activation("block1.relu1", output, "relu"),
            Convolution("block1.conv2", output, output),
        ];
        ImmutableArray<LayerPlan> shortcut =
        [
            new LayerPlan.Convolution("block1.shortcut", input, output, 1, 2, 0, HasBias: false),
            new LayerPlan.BatchNormalisation("block1.shortcut-norm", output),
        ];
        return new LayerPlan.Residual("block1", input, output, body, isHalved ? shortcut : []);
    }
}
