using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

/// <summary>Holds gradients against central differences, in double precision.</summary>
internal static class GradientCheck
{
    private const double Step = 1e-5;

    /// <summary>Checks the gradient of a weighted sum of <paramref name="f"/>'s elements by every element of every input.</summary>
    internal static void Of(Func<Tensor[], Tensor> f, params Tensor[] inputs)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(11);
        foreach (var input in inputs) input.requires_grad = true;
        var output = f(inputs);
        var weights = rand(output.shape, float64, generator: generator) + 0.5;
        Assert.Equal(float64, output.dtype);
        (output * weights).sum().backward();

        foreach (var input in inputs)
        {
            var gradient = input.grad!.contiguous().data<double>().ToArray();
            var elements = input.data<double>();
            for (var i = 0; i < gradient.Length; i++)
            {
                var before = input.bytes.ToArray();
                double Shifted(double by)
                {
                    using var inner = NewDisposeScope();
                    using var quiet = no_grad();
                    BitConverter.TryWriteBytes(input.bytes[(i * 8)..], BitConverter.ToDouble(before, i * 8) + by);
                    var value = (f(inputs) * weights).sum().ToDouble();
                    input.bytes = before;
                    return value;
                }

                var difference = (Shifted(Step) - Shifted(-Step)) / (2 * Step);
                Assert.True(
                    Math.Abs(gradient[i] - difference) <= 1e-6 * Math.Max(1, Math.Abs(difference)),
                    $"element {i}: gradient {gradient[i]}, difference quotient {difference}");
            }
        }
    }

    /// <summary>Repeatable numbers, none nearer to 0 (a kink of many functions) or to each other than the step.</summary>
    internal static Tensor Numbers(params long[] shape)
    {
        var n = shape.Aggregate(1L, (a, b) => a * b);
        using var generator = new Generator(5);
        using var order = randperm(n, generator: generator);
        var values = order.data<long>().ToArray().Select(k => (k + 0.5) / n * 4 - 2).Select(x => Math.Abs(x) < 1e-3 ? 1.2 / n : x).ToArray();
        return tensor(values, shape);
    }

    internal static void AssertClose(IEnumerable<double> expected, Tensor actual, double tolerance = 1e-9)
    {
        using var wide = actual.detach().to(float64);
        var found = wide.data<double>().ToArray();
        var wanted = expected.ToArray();
        Assert.Equal(wanted.Length, found.Length);
        for (var i = 0; i < wanted.Length; i++)
        {
            Assert.True(
                wanted[i].Equals(found[i]) || Math.Abs(wanted[i] - found[i]) <= tolerance * Math.Max(1, Math.Abs(wanted[i])),
                $"element {i}: expected {wanted[i]}, found {found[i]}");
        }
    }
}
