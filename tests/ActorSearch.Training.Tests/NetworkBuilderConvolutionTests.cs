using ActorSearch.Core.Networks;
using ActorSearch.Training.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Tests;

/// <summary>The three ways to compute a convolution, against each other.</summary>
public class NetworkBuilderConvolutionTests
{
    private const int Draws = 300;
    private const double Tolerance = 1e-4;

    [Fact]
    public void Loops_im2col_and_native_agree_in_values_and_gradients()
    {
        var random = new Random(20260501);
        for (var draw = 0; draw < Draws; draw++)
        {
            using var scope = NewDisposeScope();
            var plan = Draw(random);
            using var generator = new Generator((ulong)draw, CPU);
            var images = rand([random.Next(1, 5), plan.Input.Channels, plan.Input.Height, plan.Input.Width], dtype: float32, generator: generator);
            var pull = rand([images.shape[0], plan.Output.Channels, plan.Output.Height, plan.Output.Width], dtype: float32, generator: generator) - 0.5;
            var native = Results(plan with { Method = "native" }, images, pull);
            foreach (var method in new[] { "im2col", "loops" })
            {
                var byHand = Results(plan with { Method = method }, images, pull);
                Assert.Equal(native.Keys, byHand.Keys);
                Assert.All(native, result => AssertClose(result.Value, byHand[result.Key], $"draw {draw}, {plan.Input} by {plan.Description}, {method}: {result.Key}"));
            }
        }
    }

    [Theory]
    [InlineData("im2col", true)]
    [InlineData("loops", true)]
    [InlineData("im2col", false)]
    [InlineData("loops", false)]
    public void All_have_the_same_parameters_with_the_same_first_weights(string method, bool hasBias)
    {
        using var scope = NewDisposeScope();
        var plan = new LayerPlan.Convolution("conv1", new(3, 9, 8), new(4, 5, 4), 3, 2, 1, hasBias);

        var native = Parameters(plan);
        var byHand = Parameters(plan with { Method = method });

        Assert.Equal(hasBias ? ["conv1.bias", "conv1.weight"] : ["conv1.weight"], byHand.Keys);
        Assert.Equal(native.Keys, byHand.Keys);
        Assert.All(native, p => Assert.Equal(p.Value.Shape, byHand[p.Key].Shape));
        Assert.All(native, p => Assert.Equal(p.Value.Values, byHand[p.Key].Values));
    }

    /// <summary>
    /// Values, and gradients to the images and to every parameter: a step of plain SGD at rate 1 takes the gradient off.
    /// </summary>
    private static SortedDictionary<string, Tensor> Results(LayerPlan.Convolution plan, Tensor images, Tensor pull)
    {
        using var generator = new Generator(7, CPU);
        var network = NetworkBuilder.Build(new NetworkPlan(plan.Input, plan.Output.Channels, [plan]), generator, generator);
        var input = new Parameter(images.clone());
        (string Name, Parameter Value)[] parameters = [("images", input), .. network.named_parameters()];
        var before = parameters.Select(p => p.Value.detach().clone()).ToArray();
        using var optimizer = optim.SGD([.. parameters.Select(p => p.Value)], 1);

        var output = network.call(input);
        Assert.Equal(pull.shape, output.shape);
        (output * pull).sum().backward();
        optimizer.step();

        var results = new SortedDictionary<string, Tensor>(StringComparer.Ordinal) { ["values"] = output.detach() };
        foreach (var (parameter, value) in parameters.Zip(before))
        {
            results[parameter.Name] = value - parameter.Value.detach();
        }

        return results;
    }

    private static SortedDictionary<string, (long[] Shape, float[] Values)> Parameters(LayerPlan.Convolution plan)
    {
        using var generator = new Generator(7, CPU);
        var network = NetworkBuilder.Build(new NetworkPlan(plan.Input, plan.Output.Channels, [plan]), generator, generator);
        return new(network.state_dict().ToDictionary(p => p.Key, p => (p.Value.shape, p.Value.data<float>().ToArray())), StringComparer.Ordinal);
    }

    private static LayerPlan.Convolution Draw(Random random)
    {
        while (true)
        {
            var (kernel, stride, padding) = (random.Next(1, 8), random.Next(1, 5), random.Next(0, 5));
            var input = new ImageShape(Channels(random), random.Next(1, 15), random.Next(1, 15));
            if (input.Height + (2 * padding) >= kernel && input.Width + (2 * padding) >= kernel)
            {
                var output = new ImageShape(Channels(random), Side(input.Height), Side(input.Width));
                return new LayerPlan.Convolution("conv1", input, output, kernel, stride, padding, HasBias: random.Next(4) > 0);

                int Side(int side) => ((side + (2 * padding) - kernel) / stride) + 1;
            }
        }
    }

    // Multiples of 16 take other kernels of the library.
    private static int Channels(Random random) => random.Next(10) == 0 ? 16 : random.Next(1, 7);

    private static void AssertClose(Tensor expected, Tensor actual, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        var difference = (expected - actual).abs().max().item<float>();
        Assert.True(difference <= Tolerance, $"{what}: differ by {difference}");
    }
}
