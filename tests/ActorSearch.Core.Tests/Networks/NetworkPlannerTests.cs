using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests.Networks;

public sealed class NetworkPlannerTests
{
    private static readonly ImageShape Mnist = new(1, 28, 28);

    [Fact]
    public void LeNet_on_an_mnist_image_is_the_table_of_the_textbook()
    {
        var plan = Planned(Mnist, 10, (ParameterNames.Architecture, Word("lenet")));

        Assert.Equal(
            [
                "conv1 6x28x28 156 117600",
                "relu1 6x28x28 0 0",
                "pool1 6x14x14 0 0",
                "conv2 16x10x10 2416 240000",
                "relu2 16x10x10 0 0",
                "pool2 16x5x5 0 0",
                "flatten 400x1x1 0 0",
                "hidden1 120x1x1 48120 48000",
                "hidden1-relu 120x1x1 0 0",
                "hidden2 84x1x1 10164 10080",
                "hidden2-relu 84x1x1 0 0",
                "output 10x1x1 850 840",
            ],
            Table(plan));
        Assert.Equal(61_706, plan.Parameters);
        Assert.Equal(416_520, plan.MultiplyAccumulates);
    }

    [Fact]
    public void Two_convolutions_with_batch_norm_are_the_table_worked_out_by_hand()
    {
        var plan = Planned(Mnist, 10, (ParameterNames.BatchNorm, new ParameterValue.Flag(true)));

        Assert.Equal(
            [
                "conv1 16x28x28 160 112896",
                "norm1 16x28x28 32 12544",
                "relu1 16x28x28 0 0",
                "pool1 16x14x14 0 0",
                "conv2 32x14x14 4640 903168",
                "norm2 32x14x14 64 6272",
                "relu2 32x14x14 0 0",
                "pool2 32x7x7 0 0",
                "flatten 1568x1x1 0 0",
                "output 10x1x1 15690 15680",
            ],
            Table(plan));
        Assert.Equal(160 + 32 + 4640 + 64 + 15_690, plan.Parameters);
    }

    [Fact]
    public void Memory_in_training_is_four_copies_of_the_parameters_and_two_of_each_output()
    {
        var plan = Planned(new ImageShape(1, 4, 4), 2, (ParameterNames.Channels, new ParameterValue.Integers([1])));

        // conv1, relu1: 16 values each; pool1: 4; flatten: 4; output: 2. Parameters: 9 + 1 + 8 + 2 = 20.
        Assert.Equal(20, plan.Parameters);
        Assert.Equal(4 * ((4 * 20) + (3 * (16 + (2 * (16 + 16 + 4 + 4 + 2))))), plan.TrainingMemoryBytes(3));
    }

    [Fact]
    public void Dropout_stands_before_each_linear_layer_and_nowhere_without_a_rate()
    {
        var hidden = (ParameterNames.Hidden, (ParameterValue)new ParameterValue.Integers([7]));

        Assert.Equal(
            ["flatten", "dropout1", "hidden1", "hidden1-relu", "dropout2", "output"],
            Planned(Mnist, 10, hidden, (ParameterNames.Dropout, new ParameterValue.Real(0.5))).Layers.Select(l => l.Name).TakeLast(6));
        Assert.DoesNotContain(Planned(Mnist, 10, hidden).Layers, l => l is LayerPlan.Dropout);
    }

    [Theory]
    [InlineData(28, 3, 1, "same", 28)]
    [InlineData(28, 3, 2, "same", 14)]
    [InlineData(28, 5, 1, "valid", 24)]
    [InlineData(28, 5, 3, "valid", 8)]
    [InlineData(28, 2, 2, "valid", 14)]
    [InlineData(27, 2, 2, "valid", 13)]
    [InlineData(28, 4, 1, "1", 27)]
    [InlineData(28, 7, 1, "3", 28)]
    [InlineData(3, 5, 1, "1", 1)]
    [InlineData(1, 1, 16, "valid", 1)]
    public void A_convolutions_side_follows_the_formula(int side, int kernel, int stride, string padding, int expected)
    {
        var plan = Planned(
            new ImageShape(3, side, side), 10,
            (ParameterNames.Channels, new ParameterValue.Integers([8])),
            (ParameterNames.KernelSize, new ParameterValue.Integer(kernel)),
            (ParameterNames.Stride, new ParameterValue.Integer(stride)),
            (ParameterNames.Padding, long.TryParse(padding, out var zeros) ? new ParameterValue.Integer(zeros) : Word(padding)),
            (ParameterNames.Pooling, Word("none")));

        Assert.Equal(new ImageShape(8, expected, expected), plan.Layers[0].Output);
    }

    [Fact]
    public void The_formula_counts_the_positions_that_a_kernel_can_take()
    {
        var cases =
            from height in Gen.Choose(1, 20)
            from width in Gen.Choose(1, 20)
            from kernel in Gen.Choose(1, 9)
            from stride in Gen.Choose(1, 5)
            from padding in Gen.Choose(0, 4)
            from channels in Gen.Choose(1, 4)
            select (height, width, kernel, stride, padding, channels);
        Properties.Holds(cases, c =>
        {
            var rows = Positions(c.height, c.kernel, c.stride, c.padding);
            var columns = Positions(c.width, c.kernel, c.stride, c.padding);
            var planning = Plan(
                new ImageShape(c.channels, c.height, c.width), 2,
                (ParameterNames.Channels, new ParameterValue.Integers([5])),
                (ParameterNames.KernelSize, new ParameterValue.Integer(c.kernel)),
                (ParameterNames.Stride, new ParameterValue.Integer(c.stride)),
                (ParameterNames.Padding, new ParameterValue.Integer(c.padding)),
                (ParameterNames.Pooling, Word("none")));

            if (rows == 0 || columns == 0)
            {
                Assert.Contains("conv1", Assert.IsType<NetworkPlanning.Rejected>(planning).Reason, StringComparison.Ordinal);
                return;
            }

            var convolution = Assert.IsType<NetworkPlanning.Planned>(planning).Network.Layers[0];
            Assert.Equal(new ImageShape(5, rows, columns), convolution.Output);
            Assert.Equal((long)rows * columns * 5 * c.channels * c.kernel * c.kernel, convolution.MultiplyAccumulates);
            Assert.Equal((c.channels * c.kernel * c.kernel * 5) + 5, convolution.Parameters);
        });
    }

    [Fact]
    public void Pooling_leaves_out_an_odd_row_and_column()
    {
        var plan = Planned(new ImageShape(1, 7, 9), 2, (ParameterNames.Channels, new ParameterValue.Integers([4])));

        Assert.Equal(new ImageShape(4, 3, 4), plan.Layers.Single(l => l is LayerPlan.Pooling).Output);
    }

    [Fact]
    public void A_kernel_that_does_not_fit_is_rejected_by_its_layers_name()
    {
        var reason = Rejected(
            Mnist,
            (ParameterNames.Layers, new ParameterValue.Integer(3)),
            (ParameterNames.KernelSize, new ParameterValue.Integer(7)),
            (ParameterNames.Padding, Word("valid")));

        // 28 -> 22 -> 11 -> 5 -> 2, and 7 does not fit 2.
        Assert.Equal("conv3: kernel 7x7 does not fit its input of 2x2 with padding 0", reason);
    }

    [Fact]
    public void An_image_pooled_away_is_rejected_by_its_layers_name()
    {
        var reason = Rejected(Mnist, (ParameterNames.Layers, new ParameterValue.Integer(5)));

        // 28 -> 14 -> 7 -> 3 -> 1, and the fifth pooling has nothing to halve.
        Assert.Equal("pool5: 2x2 pooling does not fit its input of 1x1", reason);
    }

    [Fact]
    public void Same_padding_of_an_even_kernel_is_rejected_with_the_reason()
    {
        var reason = Rejected(Mnist, (ParameterNames.KernelSize, new ParameterValue.Integer(4)));

        Assert.Equal("conv1: padding same needs an odd kernel_size, not 4", reason);
    }

    [Fact]
    public void More_layers_than_channels_is_rejected_with_the_reason()
    {
        var reason = Rejected(
            Mnist, (ParameterNames.Layers, new ParameterValue.Integer(3)), (ParameterNames.Channels, new ParameterValue.Integers([16, 32])));

        Assert.Equal("3 layers need 3 channel counts, but channels lists 2", reason);
    }

    [Fact]
    public void LeNet_pads_its_first_convolution_only_unless_told_otherwise()
    {
        var byItself = Planned(Mnist, 10, (ParameterNames.Architecture, Word("lenet")));
        var told = Planned(Mnist, 10, (ParameterNames.Architecture, Word("lenet")), (ParameterNames.Padding, Word("same")));

        Assert.Equal([2, 0], byItself.Layers.OfType<LayerPlan.Convolution>().Select(c => c.Padding));
        Assert.Equal([2, 2], told.Layers.OfType<LayerPlan.Convolution>().Select(c => c.Padding));
    }

    [Fact]
    public void A_network_of_too_many_parameters_is_rejected_with_their_number()
    {
        var reason = Rejected(
            new ImageShape(3, 256, 256),
            (ParameterNames.Channels, new ParameterValue.Integers([4096])),
            (ParameterNames.Pooling, Word("none")),
            (ParameterNames.Hidden, new ParameterValue.Integers([65536])));

        Assert.Contains("parameters; at most 2000000000 can be trained", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Feature_maps_beyond_what_can_be_counted_are_rejected_by_their_layers_name()
    {
        var reason = Rejected(
            Mnist,
            (ParameterNames.Layers, new ParameterValue.Integer(64)),
            (ParameterNames.Channels, new ParameterValue.Integer(4096)),
            (ParameterNames.KernelSize, new ParameterValue.Integer(1)),
            (ParameterNames.Padding, new ParameterValue.Integer(64)),
            (ParameterNames.Pooling, Word("none")));

        Assert.StartsWith("conv6: ", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_accepted_configuration_gets_a_plan_of_positive_costs_or_a_reason()
    {
        var cases =
            from config in RandomConfigs.Any
            from side in Gen.Elements(1, 2, 7, 28, 32, 512)
            from channels in Gen.Elements(1, 3)
            select (config, new ImageShape(channels, side, side));
        Properties.Holds(
            cases,
            c =>
            {
                switch (NetworkPlanner.Plan(c.config, c.Item2, 10))
                {
                    case NetworkPlanning.Planned { Network: var network }:
                        Assert.All(network.AllLayers, l => Assert.True(l.Output is { Channels: > 0, Height: > 0, Width: > 0 }, l.ToString()));
                        Assert.True(network.Parameters > 0 && network.MultiplyAccumulates > 0);
                        Assert.True(network.TrainingMemoryBytes(c.config.GetInteger(ParameterNames.BatchSize)) > 0);
                        Assert.Equal(new ImageShape(10, 1, 1), network.Layers[^1].Output);
                        break;
                    case NetworkPlanning.Rejected { Reason: var reason }:
                        Assert.NotEmpty(reason);
                        break;
                }
            },
            times: 2000);
    }

    private static int Positions(int side, int kernel, int stride, int padding)
    {
        var count = 0;
        for (var at = -padding; at + kernel <= side + padding; at += stride)
        {
            count++;
        }

        return count;
    }

    private static NetworkPlanning Plan(ImageShape image, int classes, params (string Name, ParameterValue Value)[] values) =>
        NetworkPlanner.Plan(TrialConfig.From(values.Select(v => KeyValuePair.Create(v.Name, v.Value))), image, classes);

    private static NetworkPlan Planned(ImageShape image, int classes, params (string Name, ParameterValue Value)[] values) =>
        Assert.IsType<NetworkPlanning.Planned>(Plan(image, classes, values)).Network;

    private static string Rejected(ImageShape image, params (string Name, ParameterValue Value)[] values) =>
        Assert.IsType<NetworkPlanning.Rejected>(Plan(image, 10, values)).Reason;

    private static IEnumerable<string> Table(NetworkPlan plan) =>
        plan.Layers.Select(l => $"{l.Name} {l.Output} {l.Parameters} {l.MultiplyAccumulates}");

    private static ParameterValue.Word Word(string word) => new(word);
}
