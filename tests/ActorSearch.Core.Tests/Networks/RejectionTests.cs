using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;

namespace ActorSearch.Core.Tests.Networks;

/// <summary>Networks that cannot be built, each with the layer and what does not fit.</summary>
public sealed class RejectionTests
{
    [Theory]
    [InlineData("architecture=cnn-dropout input_size=8", "conv2: kernel 5x5 does not fit its input of 2x2 with padding 0")]
    [InlineData("architecture=resnet-small input_size=4", "conv1: kernel 5x5 does not fit its input of 4x4 with padding 0")]
    [InlineData("architecture=resnet-small kernel_size=27 padding=1", "conv2: kernel 27x27 does not fit its input of 2x2 with padding 1")]
    [InlineData("architecture=resnet-small input_size=5", "pool1: 2x2 pooling does not fit its input of 1x1")]
    [InlineData("architecture=vgg-small input_size=3", "pool2: 2x2 pooling does not fit its input of 1x1")]
    [InlineData("architecture=vgg16 input_size=31", "pool5: 2x2 pooling does not fit its input of 1x1")]
    [InlineData("architecture=vgg-small kernel_size=2", "conv1: padding same needs an odd kernel_size, not 2")]
    [InlineData("architecture=resnet-small kernel_size=4 padding=same", "conv1: padding same needs an odd kernel_size, not 4")]
    [InlineData("first_kernel_size=4", "conv1: padding same needs an odd first_kernel_size, not 4")]
    [InlineData("kernel_size=4 first_kernel_size=3", "conv2: padding same needs an odd kernel_size, not 4")]
    [InlineData("architecture=lenet channels=[6]", "2 layers need 2 channel counts, but channels lists 1")]
    [InlineData("architecture=vgg-small channels=[64,64]", "vgg-small needs 4 channel counts, but channels lists 2")]
    [InlineData("architecture=resnet-small channels=[16]", "resnet-small needs 2 channel counts, but channels lists 1")]
    public void What_does_not_fit_is_said_with_the_layers_name(string configuration, string reason) =>
        Assert.Equal(reason, Plans.ReasonAgainst(configuration));

    [Fact]
    public void Vgg16_takes_images_of_32() =>
        Assert.Equal(512, Plans.Of("architecture=vgg16 input_size=32").Layers.Single(l => l is LayerPlan.Flatten).Output.Channels);

    [Fact]
    public void Too_many_parameters_are_said_with_the_layer_that_has_the_most() => Assert.Equal(
        // 2^23 features by 4096 and as many biases; the convolutions' 14,713,536; 4097 by 4096 and by 10.
        "hidden1: with its 34359742464 the network has 34391278282 parameters; at most 2000000000 can be trained",
        Plans.ReasonAgainst("architecture=vgg16 pooling=none input_size=128"));

    [Theory]
    [InlineData("input_size=1024 channels=4096", "conv1: its output of 4096x1024x1024 has 4294967296 values an image; at most 2147483647 can be trained")]
    [InlineData(
        "architecture=resnet-small input_size=1024 channels=[256,8] pooling=none convolution=loops",
        "block1.conv1: loops unfolds its input into 2397081600 values an image; at most 2147483647 can be trained")]
    [InlineData(
        "input_size=1024 channels=[256] convolution=im2col kernel_size=63 pooling=none",
        "conv1: im2col unfolds its input into 4161798144 values an image; at most 2147483647 can be trained")]
    public void An_input_size_beyond_reason_is_rejected_where_it_stops_fitting(string configuration, string reason) =>
        Assert.Equal(reason, Plans.ReasonAgainst(configuration));

    [Fact]
    public void A_shortcut_that_cannot_be_convolved_is_named_with_its_block()
    {
        var network = Builder();
        network.Residual("block1", body => body.Activate("relu1"), shortcut => shortcut.Convolution("shortcut", 4, kernel: 9, stride: 1, padding: 0));

        Assert.Equal("block1.shortcut: kernel 9x9 does not fit its input of 8x8 with padding 0", network.Reason);
    }

    [Fact]
    public void Two_ways_of_different_shapes_have_no_sum()
    {
        var network = Builder();
        network.Residual("block1", body => body.Convolution("conv1", 4, kernel: 3, stride: 1, padding: 0));

        Assert.Equal("block1: its body ends in 4x6x6 and its shortcut in 3x8x8, which have no sum", network.Reason);
        Assert.Empty(network.Layers);
    }

    [Fact]
    public void Pooling_that_does_not_fit_is_said_with_its_padding()
    {
        var network = Builder();
        network.Pool("pool1", "max", side: 13, stride: 2, padding: 2);

        Assert.Equal("pool1: 13x13 pooling does not fit its input of 8x8 with padding 2", network.Reason);
    }

    [Fact]
    public void The_first_layer_that_does_not_fit_is_the_one_that_is_named()
    {
        var network = Builder();
        network.Convolution("conv1", 4, kernel: 9, stride: 1, padding: 0);
        network.Pool("pool1", "max", side: 9, stride: 9, padding: 0);
        network.Residual("block1", body => body.Convolution("conv1", 4, kernel: 9, stride: 1, padding: 0));
        network.Reject("no");

        Assert.StartsWith("conv1: ", network.Reason, StringComparison.Ordinal);
        Assert.Empty(network.Layers);
    }

    [Fact]
    public void An_input_size_that_no_image_has_is_refused_before_any_plan() => Assert.Contains(
        "input_size: 1025 is not a whole number from 1 to 1024",
        Assert.Throws<ArgumentException>(() => TrialConfig.From([new("input_size", new ParameterValue.Integer(1025))])).Message,
        StringComparison.Ordinal);

    private static PlanBuilder Builder() => new(new ImageShape(3, 8, 8), new LayerStyle("relu", BatchNorm: false, "native"));
}
