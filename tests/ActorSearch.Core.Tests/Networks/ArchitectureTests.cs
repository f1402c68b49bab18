using ActorSearch.Core.Networks;
using ActorSearch.Core.Networks.Architectures;

namespace ActorSearch.Core.Tests.Networks;

/// <summary>The published networks, layer by layer, against figures worked out apart from the planner.</summary>
public sealed class ArchitectureTests
{
    [Fact]
    public void Cnn_dropout_drops_whole_channels_between_its_second_convolution_and_the_activation()
    {
        var plan = Plans.Of("architecture=cnn-dropout");

        Assert.Equal(
            [
                "conv1 10x24x24 260 144000",
                "relu1 10x24x24 0 0",
                "pool1 10x12x12 0 0",
                "conv2 20x8x8 5020 320000",
                "conv2-dropout 20x8x8 0 0",
                "relu2 20x8x8 0 0",
                "pool2 20x4x4 0 0",
                "flatten 320x1x1 0 0",
                "dropout1 320x1x1 0 0",
                "hidden1 50x1x1 16050 16000",
                "hidden1-relu 50x1x1 0 0",
                "dropout2 50x1x1 0 0",
                "output 10x1x1 510 500",
            ],
            Plans.Table(plan));
        Assert.Equal(21_840, plan.Parameters);
        Assert.Equal(
            [("conv2-dropout", true), ("dropout1", false), ("dropout2", false)],
            plan.Layers.OfType<LayerPlan.Dropout>().Select(l => (l.Name, l.WholeChannels)));
        Assert.All(plan.Layers.OfType<LayerPlan.Dropout>(), l => Assert.Equal(0.5, l.Rate));
    }

    [Fact]
    public void Cnn_dropout_without_a_rate_is_a_stack_of_convolutions()
    {
        var plan = Plans.Of("architecture=cnn-dropout dropout=0");

        Assert.Equal(Plans.Of("channels=[10,20] kernel_size=5 padding=valid hidden=[50]"), plan);
    }

    [Fact]
    public void Vgg_small_pools_after_every_second_convolution()
    {
        var plan = Plans.Of("architecture=vgg-small");

        Assert.Equal(
            [
                "conv1 64x28x28 640 451584",
                "norm1 64x28x28 128 50176",
                "relu1 64x28x28 0 0",
                "conv2 64x28x28 36928 28901376",
                "norm2 64x28x28 128 50176",
                "relu2 64x28x28 0 0",
                "pool1 64x14x14 0 0",
                "conv3 128x14x14 73856 14450688",
                "norm3 128x14x14 256 25088",
                "relu3 128x14x14 0 0",
                "conv4 128x14x14 147584 28901376",
                "norm4 128x14x14 256 25088",
                "relu4 128x14x14 0 0",
                "pool2 128x7x7 0 0",
                "flatten 6272x1x1 0 0",
                "hidden1 256x1x1 1605888 1605632",
                "hidden1-relu 256x1x1 0 0",
                "hidden2 128x1x1 32896 32768",
                "hidden2-relu 128x1x1 0 0",
                "output 10x1x1 1290 1280",
            ],
            Plans.Table(plan));
        Assert.Equal(259_008 + 768 + 1_640_074, plan.Parameters);
    }

    [Fact]
    public void Vgg16_is_configuration_D_on_images_of_64()
    {
        var plan = Plans.Of("architecture=vgg16");

        Assert.Equal(new ImageShape(1, 64, 64), Assert.IsType<LayerPlan.Resize>(plan.Layers[0]).Output);
        Assert.Equal(
            [64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512],
            plan.Layers.OfType<LayerPlan.Convolution>().Select(l => l.Output.Channels));
        Assert.All(plan.Layers.OfType<LayerPlan.Convolution>(), l => Assert.Equal((3, 1, 1), (l.Kernel, l.Stride, l.Padding)));
        Assert.Equal(
            ["relu2", "relu4", "relu7", "relu10", "relu13"],
            plan.Layers.Zip(plan.Layers.Skip(1)).Where(p => p.Second is LayerPlan.Pooling).Select(p => p.First.Name));
        Assert.Equal(
            ["64x32x32", "128x16x16", "256x8x8", "512x4x4", "512x2x2"],
            plan.Layers.OfType<LayerPlan.Pooling>().Select(l => l.Output.ToString()));
        Assert.Equal(
            ["flatten", "dropout1", "hidden1", "hidden1-relu", "dropout2", "hidden2", "hidden2-relu", "dropout3", "output"],
            plan.Layers.Select(l => l.Name).TakeLast(9));
        Assert.Equal(2048, plan.Layers.Single(l => l is LayerPlan.Flatten).Output.Channels);

        // 14,714,688 parameters of the paper's convolutions, less the first one's for two further colours.
        var linear = (2049L * 4096) + (4097 * 4096) + (4097 * 10);
        Assert.Equal(14_714_688 - (2 * 9 * 64) + linear, plan.Parameters);
    }

    [Fact]
    public void Resnet_small_is_two_convolutions_with_a_residual_block_each_and_512_features()
    {
        var plan = Plans.Of("architecture=resnet-small");

        Assert.Equal(
            [
                "conv1 16x24x24 416 230400",
                "relu1 16x24x24 0 0",
                "pool1 16x12x12 0 0",
                "block1.conv1 16x12x12 2320 331776",
                "block1.relu1 16x12x12 0 0",
                "block1.conv2 16x12x12 2320 331776",
                "block1 16x12x12 0 0",
                "block1-relu 16x12x12 0 0",
                "conv2 32x8x8 12832 819200",
                "relu2 32x8x8 0 0",
                "pool2 32x4x4 0 0",
                "block2.conv1 32x4x4 9248 147456",
                "block2.relu1 32x4x4 0 0",
                "block2.conv2 32x4x4 9248 147456",
                "block2 32x4x4 0 0",
                "block2-relu 32x4x4 0 0",
                "flatten 512x1x1 0 0",
                "output 10x1x1 5130 5120",
            ],
            Plans.Table(plan));
        Assert.Equal(41_514, plan.Parameters);
        Assert.All(plan.Layers.OfType<LayerPlan.Residual>(), b => Assert.Empty(b.Shortcut));
    }

    [Fact]
    public void Resnet18_is_the_network_of_the_paper()
    {
        var plan = Plans.Of("architecture=resnet18");

        // torchvision's resnet18 has 11,689,512 parameters for 1,000 classes and three colours.
        Assert.Equal(11_175_370, plan.Parameters);
        Assert.Equal(11_689_512 - (513 * (1000 - 10)) - (2 * 49 * 64), plan.Parameters);
        Assert.Equal(
            [
                "conv1 64x14x14 3136", "norm1 64x14x14 128", "relu1 64x14x14 0", "pool1 64x7x7 0",
                "block1 64x7x7 73984", "block1-relu 64x7x7 0", "block2 64x7x7 73984", "block2-relu 64x7x7 0",
                "block3 128x4x4 230144", "block3-relu 128x4x4 0", "block4 128x4x4 295424", "block4-relu 128x4x4 0",
                "block5 256x2x2 919040", "block5-relu 256x2x2 0", "block6 256x2x2 1180672", "block6-relu 256x2x2 0",
                "block7 512x1x1 3673088", "block7-relu 512x1x1 0", "block8 512x1x1 4720640", "block8-relu 512x1x1 0",
                "global-pool 512x1x1 0", "flatten 512x1x1 0", "output 10x1x1 5130",
            ],
            plan.Layers.Select(l => $"{l.Name} {l.Output} {WithItsWays(l)}"));
        Assert.Equal("max pool 3x3, stride 2, padding 1", plan.Layers[3].Description);
    }

    [Fact]
    public void A_block_of_resnet18_that_changes_the_shape_has_a_shortcut_of_its_own()
    {
        var block = Block(Plans.Of("architecture=resnet18"), "block3");

        Assert.Equal(
            [
                "block3.conv1: conv 3x3, stride 2, padding 1, no bias", "block3.norm1: batch norm", "block3.relu1: relu",
                "block3.conv2: conv 3x3, stride 1, padding 1, no bias", "block3.norm2: batch norm",
            ],
            block.Body.Select(l => $"{l.Name}: {l.Description}"));
        Assert.Equal(
            ["block3.shortcut: conv 1x1, stride 2, padding 0, no bias", "block3.shortcut-norm: batch norm"],
            block.Shortcut.Select(l => $"{l.Name}: {l.Description}"));
        Assert.Equal(new ImageShape(64, 7, 7), block.Input);
        Assert.Empty(Block(Plans.Of("architecture=resnet18"), "block4").Shortcut);
    }

    [Theory]
    [InlineData(3, 1, false)]
    [InlineData(3, 2, true)]
    [InlineData(4, 1, true)]
    [InlineData(4, 2, true)]
    public void A_block_has_a_shortcut_of_its_own_where_either_channels_or_sides_change(int channels, int stride, bool hasOne)
    {
        var network = new PlanBuilder(new ImageShape(3, 8, 8), new LayerStyle("relu", BatchNorm: false, "native"));
        ResidualBlocks.Add(network, 1, channels, stride, hasBias: true);

        Assert.Equal(hasOne, !Assert.IsType<LayerPlan.Residual>(network.Layers[0]).Shortcut.IsEmpty);
        Assert.Equal(new ImageShape(channels, 8 / stride, 8 / stride), network.Shape);
        Assert.Null(network.Reason);
    }

    [Fact]
    public void Resnet18_without_batch_norm_has_biases_instead()
    {
        var plan = Plans.Of("architecture=resnet18 batch_norm=false");

        // 64 channels before the blocks, then in each stage four convolutions and, but for the first, a shortcut.
        const int Channels = 64 + (4 * 64) + (5 * 128) + (5 * 256) + (5 * 512);
        Assert.Equal(11_175_370 - (2 * Channels) + Channels, plan.Parameters);
        Assert.DoesNotContain(plan.AllLayers, l => l is LayerPlan.BatchNormalisation);
    }

    [Fact]
    public void Batch_norm_of_resnet_small_stands_inside_the_blocks_as_well()
    {
        var block = Block(Plans.Of("architecture=resnet-small batch_norm=true"), "block1");

        Assert.Equal(
            ["block1.conv1", "block1.norm1", "block1.relu1", "block1.conv2", "block1.norm2"], block.Body.Select(l => l.Name));
    }

    [Fact]
    public void An_input_size_brings_images_to_it_and_nothing_is_resized_that_has_it()
    {
        Assert.Equal("resize to 32x32", Plans.Of("input_size=32").Layers[0].Description);
        Assert.Equal(Plans.Of("{}"), Plans.Of("input_size=28"));
        Assert.Equal(new ImageShape(3, 28, 28), Plans.Of("input_size=28", new ImageShape(3, 28, 30)).Layers[0].Output);
        Assert.IsType<LayerPlan.Convolution>(Plans.Of("architecture=vgg16", new ImageShape(3, 64, 64)).Layers[0]);
    }

    [Fact]
    public void The_first_kernel_may_differ_from_the_others()
    {
        var plan = Plans.Of("architecture=lenet first_kernel_size=3");

        Assert.Equal([(3, 1), (5, 0)], plan.Layers.OfType<LayerPlan.Convolution>().Select(l => (l.Kernel, l.Padding)));
        Assert.Equal([28, 10], plan.Layers.OfType<LayerPlan.Convolution>().Select(l => l.Output.Height));
    }

    [Fact]
    public void Global_pooling_leaves_one_feature_a_channel()
    {
        var plan = Plans.Of("global_pooling=avg");

        Assert.Equal(["pool2", "global-pool", "flatten", "output"], plan.Layers.Select(l => l.Name).TakeLast(4));
        Assert.Equal(32, plan.Layers.Single(l => l is LayerPlan.Flatten).Output.Channels);
    }

    [Fact]
    public void The_loss_nll_ends_the_network_with_logarithms_of_probabilities()
    {
        var plan = Plans.Of("loss=nll");

        Assert.Equal("log-softmax", Assert.IsType<LayerPlan.LogSoftmax>(plan.Layers[^1]).Name);
        Assert.Equal(Plans.Of("{}").Layers, plan.Layers[..^1]);
    }

    [Theory]
    [InlineData("im2col")]
    [InlineData("loops")]
    public void How_convolutions_are_computed_changes_the_memory_and_no_other_figure(string method)
    {
        var native = Plans.Of("architecture=resnet18");
        var plan = Plans.Of($"architecture=resnet18 convolution={method}");

        Assert.Equal(Plans.Table(native), Plans.Table(plan));
        Assert.All(plan.AllLayers.OfType<LayerPlan.Convolution>(), l => Assert.Equal(method, l.Method));

        // A patch of the input a position: 49 values in the first convolution, 9 or 1 a channel in the others.
        var unfolded = plan.AllLayers.OfType<LayerPlan.Convolution>()
            .Sum(l => (long)l.Output.Height * l.Output.Width * l.Input.Channels * l.Kernel * l.Kernel);
        Assert.Equal(49 * 14 * 14, plan.Layers[0].UnfoldedElements);
        Assert.Equal(native.TrainingMemoryBytes(16) + (4 * 16 * 2 * unfolded), plan.TrainingMemoryBytes(16));
    }

    [Theory]
    [InlineData("architecture=cnn-dropout")]
    [InlineData("architecture=vgg-small")]
    [InlineData("architecture=vgg16")]
    [InlineData("architecture=resnet-small")]
    [InlineData("architecture=resnet18")]
    public void Linear_layers_can_be_added_to_every_architecture(string architecture)
    {
        var plan = Plans.Of($"{architecture} hidden=[33] dropout=0.25 activation=tanh");

        Assert.Equal(
            ["flatten", "dropout1", "hidden1", "hidden1-tanh", "dropout2", "output"], plan.Layers.Select(l => l.Name).TakeLast(6));
        Assert.All(plan.AllLayers.OfType<LayerPlan.Activation>(), l => Assert.Equal("tanh", l.Function));
    }

    private static LayerPlan.Residual Block(NetworkPlan plan, string name) =>
        plan.Layers.OfType<LayerPlan.Residual>().Single(l => l.Name == name);

    private static long WithItsWays(LayerPlan layer) =>
        layer is LayerPlan.Residual block ? block.Body.Concat(block.Shortcut).Sum(l => l.Parameters) : layer.Parameters;
}
