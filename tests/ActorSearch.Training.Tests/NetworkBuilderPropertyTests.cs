using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Training.Networks;
using static TorchSharp.torch;

namespace ActorSearch.Training.Tests;

/// <summary>The table of layers against the network that is built from it, for random configurations.</summary>
public class NetworkBuilderPropertyTests
{
    private const int Networks = 1000;
    private const int Images = 2;

    /// <summary>A vgg16 of images of 32 pixels; one that does not pool would take minutes.</summary>
    private const long MostWork = 350_000_000;

    [Fact]
    public void Every_layer_has_the_shape_and_the_parameters_that_its_row_shows()
    {
        var random = new Random(20260502);
        var seen = new HashSet<string>();
        for (var built = 0; built < Networks;)
        {
            var (config, image, classes) = Draw(random);
            if (NetworkPlanner.Plan(config, image, classes) is NetworkPlanning.Planned { Network: { MultiplyAccumulates: <= MostWork } plan })
            {
                var what = $"network {built}: {config}, image {image}, {classes} classes";
                Check(plan, config.GetWord(ParameterNames.Init), seed: (ulong)built, what);
                built++;
                seen.Add(config.GetWord(ParameterNames.Architecture));
                seen.UnionWith(plan.AllLayers.Select(l => l.GetType().Name));
            }
        }

        Assert.Equal(["cnn-dropout", "conv-stack", "lenet", "resnet-small", "resnet18", "vgg-small", "vgg16"], Named(char.IsLower));
        Assert.Equal(typeof(LayerPlan).GetNestedTypes().Select(t => t.Name).Order(StringComparer.Ordinal), Named(char.IsUpper));

        IEnumerable<string> Named(Func<char, bool> isSuch) => seen.Where(name => isSuch(name[0])).Order(StringComparer.Ordinal);
    }

    private static void Check(NetworkPlan plan, string init, ulong seed, string what)
    {
        using var scope = NewDisposeScope();
        using var none = no_grad();
        using var generator = new Generator(seed, CPU);
        using var network = NetworkBuilder.Build(plan, generator, generator, init);
        network.eval();

        var counts = network.named_parameters().ToLookup(p => p.name[..p.name.LastIndexOf('.')], p => p.parameter.numel());
        Assert.All(plan.AllLayers, row => Assert.True(row.Parameters == counts[row.Name].Sum(), $"{what}: {row.Name} has {counts[row.Name].Sum()} parameters, not {row.Parameters}"));
        Assert.True(plan.Parameters == network.parameters().Sum(p => p.numel()), $"{what}: other parameters than the rows'");

        // The layers in the table's order, of which the builder's differs by what changes no value.
        var modules = network.named_modules().ToDictionary(m => m.name, m => (nn.Module<Tensor, Tensor>)m.module);
        var images = rand([Images, plan.Input.Channels, plan.Input.Height, plan.Input.Width], dtype: float32, generator: generator);
        var output = Follow(plan.Layers, modules, images, what);
        AssertClose(output, network.call(images), $"{what}: the network gives other values than its layers");
        Assert.Equal([Images, plan.Classes], output.shape);
    }

    private static Tensor Follow(ImmutableArray<LayerPlan> layers, Dictionary<string, nn.Module<Tensor, Tensor>> modules, Tensor value, string what)
    {
        foreach (var layer in layers)
        {
            var output = modules[layer.Name].call(value);
            if (layer is LayerPlan.Residual block)
            {
                var sum = Follow(block.Body, modules, value, what) + Follow(block.Shortcut, modules, value, what);
                AssertClose(sum, output, $"{what}: {layer.Name} is not the sum of its ways");
            }

            var (shape, found) = (layer.Output, output.shape);
            var isRow = found.Length == 2;
            long[] expected = isRow ? [Images, shape.Elements] : [Images, shape.Channels, shape.Height, shape.Width];
            Assert.True(
                found.SequenceEqual(expected) && isRow == (layer is LayerPlan.Flatten || value.Dimensions == 2),
                $"{what}: {layer.Name} gives {string.Join('x', found)}, and its row says {shape}");
            value = output;
        }

        return value;
    }

    private static void AssertClose(Tensor expected, Tensor found, string otherwise) =>
        Assert.True(expected.shape.SequenceEqual(found.shape) && (expected - found).abs().max().item<float>() <= 1e-5 * Math.Max(1, expected.abs().max().item<float>()), otherwise);

    /// <summary>A configuration of small layers: what is not stated is the architecture's, and what means nothing to it is left out.</summary>
    private static (TrialConfig Config, ImageShape Image, int Classes) Draw(Random random)
    {
        var architecture = random.Next(100) switch
        {
            0 => ParameterNames.Vgg16,
            1 => ParameterNames.Resnet18,
            < 10 => ParameterNames.VggSmall,
            < 35 => ParameterNames.ResnetSmall,
            < 50 => ParameterNames.Lenet,
            < 65 => ParameterNames.CnnDropout,
            _ => ParameterNames.ConvStack,
        };
        var isDeep = architecture is ParameterNames.Vgg16 or ParameterNames.Resnet18;
        var stated = ImmutableArray.CreateBuilder<KeyValuePair<string, ParameterValue>>();
        State(ParameterNames.Architecture, new ParameterValue.Word(architecture));

        // Linear layers of 4096 are most of a vgg16's parameters, and time.
        State(ParameterNames.Hidden, Numbers(random.Next(3), max: 40), always: isDeep);
        State(ParameterNames.InputSize, Number(isDeep ? 32 : 5, isDeep ? 32 : 40), always: isDeep);
        State(ParameterNames.Channels, Numbers(architecture == ParameterNames.VggSmall ? 4 : random.Next(2, 5), max: 9));
        State(ParameterNames.KernelSize, Number(1, 7));
        State(ParameterNames.FirstKernelSize, Number(1, 7));
        State(ParameterNames.Stride, Number(1, 3));
        State(ParameterNames.Padding, random.Next(2) == 0 ? Word("same", "valid") : Number(0, 4));
        State(ParameterNames.Pooling, Word("max", "avg", "none"));
        State(ParameterNames.GlobalPooling, Word("none", "avg"));
        State(ParameterNames.Activation, Word("relu", "sigmoid", "tanh", "leaky_relu", "elu", "gelu", "silu"));
        State(ParameterNames.BatchNorm, new ParameterValue.Flag(random.Next(2) == 0));
        State(ParameterNames.Dropout, new ParameterValue.Real(random.Next(2) * 0.4));
        State(ParameterNames.Convolution, Word("native", "im2col", "loops"));
        State(ParameterNames.Init, Word("default", "xavier", "kaiming"));
        State(ParameterNames.Loss, Word("cross_entropy", "nll"));
        var image = new ImageShape(random.Next(1, 4), random.Next(4, 37), random.Next(4, 37));
        return (TrialConfig.From(stated), image, random.Next(2, 12));

        void State(string key, ParameterValue value, bool always = false)
        {
            if (always || key == ParameterNames.Architecture || random.Next(2) == 0)
            {
                stated.Add(KeyValuePair.Create(key, value));
            }
        }

        ParameterValue Number(int min, int max) => new ParameterValue.Integer(random.Next(min, max + 1));
        ParameterValue Numbers(int count, int max) => new ParameterValue.Integers([.. Enumerable.Range(0, count).Select(_ => (long)random.Next(1, max + 1))]);
        ParameterValue Word(params string[] words) => new ParameterValue.Word(words[random.Next(words.Length)]);
    }
}
