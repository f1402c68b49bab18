using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Core.Tests.Networks;

/// <summary>What holds of the plan of any configuration, of every architecture.</summary>
public sealed class PlanProperties
{
    [Fact]
    public void Every_layers_shape_follows_from_the_layer_before_it() => Properties.Holds(
        Buildable,
        c =>
        {
            if (Plan(c) is { } plan)
            {
                Assert.Equal(plan.Layers[^1].Output, Follow(plan.Layers, plan.Input));
                Assert.Equal(plan.Classes, plan.Layers[^1].Output.Elements);
            }
        },
        times: 1000);

    [Fact]
    public void A_plans_costs_are_the_sums_over_its_rows() => Properties.Holds(
        Buildable,
        c =>
        {
            if (Plan(c) is { } plan)
            {
                Assert.Equal(plan.Layers.Sum(ParametersOf), plan.Parameters);
                Assert.Equal(plan.AllLayers.Sum(l => l.MultiplyAccumulates), plan.MultiplyAccumulates);
                Assert.Equal(plan.AllLayers, plan.Rows.Select(r => r.Layer));
            }
        },
        times: 500);

    [Fact]
    public void Every_row_says_what_goes_into_its_layer() => Properties.Holds(
        Buildable,
        c => Assert.All(Plan(c)?.Rows ?? [], row => Assert.Equal(
            row.Layer switch
            {
                LayerPlan.Convolution l => l.Input,
                LayerPlan.Residual l => l.Input,
                LayerPlan.Linear l => new ImageShape(l.Inputs, 1, 1),
                LayerPlan.Activation or LayerPlan.BatchNormalisation or LayerPlan.Dropout or LayerPlan.LogSoftmax => row.Layer.Output,
                _ => row.Input,
            },
            row.Input)),
        times: 500);

    [Fact]
    public void Names_are_unique_and_those_within_a_block_begin_with_the_blocks() => Properties.Holds(
        Buildable,
        c =>
        {
            if (Plan(c) is { } plan)
            {
                Assert.Distinct(plan.AllLayers.Select(l => l.Name));
                Assert.All(plan.Layers, l => Assert.DoesNotContain('.', l.Name));
                Assert.All(plan.Layers.OfType<LayerPlan.Residual>(), block => Assert.All(
                    block.Body.Concat(block.Shortcut), l => Assert.StartsWith(block.Name + ".", l.Name, StringComparison.Ordinal)));
            }
        },
        times: 500);

    [Fact]
    public void A_network_is_rejected_where_it_does_not_fit_and_nowhere_else() => Properties.Holds(
        Buildable,
        c =>
        {
            var culprit = SidesOracle.FirstThatDoesNotFit(c.Config, c.Image.Height);
            var planning = NetworkPlanner.Plan(c.Config, c.Image, 10);
            Assert.Equal(culprit, planning is NetworkPlanning.Rejected { Reason: var reason } ? reason.Split(':')[0] : null);
        },
        times: 3000);

    [Fact]
    public void Every_architecture_can_be_built_as_it_stands_for_the_images_it_is_meant_for() =>
        Assert.All(Families.All, f => Assert.NotEmpty(Plans.Of($"architecture={f.Name}").Layers));

    /// <summary>Configurations of all architectures whose numbers are those of networks that people train.</summary>
    private static Gen<(TrialConfig Config, ImageShape Image)> Buildable { get; } =
        from family in Gen.Elements(Families.All.ToArray())
        from stated in RandomConfigs.Stated
        from kernel in Gen.Choose(1, 9)
        from channels in Gen.ArrayOf(Gen.Choose(1, 12), 6)
        from depth in Gen.Choose(1, 6)
        from hidden in Gen.Choose(1, 40)
        from inputSize in Gen.Choose(1, 70)
        from side in Gen.Choose(1, 40)
        from colours in Gen.Elements(1, 3)
        let sizes = new Dictionary<string, ParameterValue>
        {
            [ParameterNames.KernelSize] = new ParameterValue.Integer(kernel),
            [ParameterNames.Channels] = new ParameterValue.Integers([.. channels.Select(n => (long)n)]),
            [ParameterNames.Layers] = new ParameterValue.Integer(depth),
            [ParameterNames.Hidden] = new ParameterValue.Integers([hidden]),
            [ParameterNames.InputSize] = new ParameterValue.Integer(inputSize),
        }
        select (
            TrialConfig.From([
                .. stated.Where(s => s.Key != ParameterNames.Architecture)
                    .Select(s => KeyValuePair.Create(s.Key, sizes.GetValueOrDefault(s.Key, s.Value)))
                    .Where(s => s.Key != ParameterNames.Padding || s.Value is not ParameterValue.Integer { Value: > 6 }),
                new(ParameterNames.Architecture, new ParameterValue.Word(family.Name)),
            ]),
            new ImageShape(colours, side, side));

    private static NetworkPlan? Plan((TrialConfig Config, ImageShape Image) c) =>
        (NetworkPlanner.Plan(c.Config, c.Image, 10) as NetworkPlanning.Planned)?.Network;

    /// <summary>Walks through layers with rules of its own, and fails at the first whose sizes are not what they should be.</summary>
    private static ImageShape Follow(ImmutableArray<LayerPlan> layers, ImageShape shape)
    {
        foreach (var layer in layers)
        {
            var expected = layer switch
            {
                LayerPlan.Convolution l => Windows(shape, l.Kernel, l.Stride, l.Padding) with { Channels = l.Output.Channels },
                LayerPlan.Pooling l => Windows(shape, l.Side, l.Stride, l.Padding),
                LayerPlan.GlobalPooling => new ImageShape(shape.Channels, 1, 1),
                LayerPlan.Resize l => l.Output with { Channels = shape.Channels },
                LayerPlan.Flatten => new ImageShape(shape.Channels * shape.Height * shape.Width, 1, 1),
                LayerPlan.Linear l => l.Output with { Height = 1, Width = 1 },
                LayerPlan.Residual l => Follow(l.Body, shape),
                _ => shape,
            };
            Assert.Equal(expected, layer.Output);
            switch (layer)
            {
                case LayerPlan.Convolution l:
                    Assert.Equal(shape, l.Input);
                    break;
                case LayerPlan.Linear l:
                    Assert.Equal(shape.Elements, l.Inputs);
                    break;
                case LayerPlan.Residual l:
                    Assert.Equal(shape, l.Input);
                    Assert.Equal(l.Output, Follow(l.Shortcut, shape));
                    break;
            }

            shape = layer.Output;
        }

        return shape;
    }

    private static ImageShape Windows(ImageShape shape, int window, int stride, int padding) => shape with
    {
        Height = SidesOracle.Positions(shape.Height, window, stride, padding),
        Width = SidesOracle.Positions(shape.Width, window, stride, padding),
    };

    private static long ParametersOf(LayerPlan layer) => layer switch
    {
        LayerPlan.Convolution l => (l.Kernel * l.Kernel * l.Input.Channels * l.Output.Channels) + (l.HasBias ? l.Output.Channels : 0),
        LayerPlan.Linear l => (l.Inputs * (long)l.Output.Channels) + l.Output.Channels,
        LayerPlan.BatchNormalisation l => 2 * l.Output.Channels,
        LayerPlan.Residual l => l.Body.Concat(l.Shortcut).Sum(ParametersOf),
        _ => 0,
    };
}
