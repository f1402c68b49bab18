using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

/// <summary>Every function of one element, against .NET's arithmetic and against central differences.</summary>
public class ElementwiseTests
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Ours, Func<double, double> Formula)> Smooth = new()
    {
        ["exp"] = (t => t.exp(), Math.Exp),
        ["neg"] = (t => -t, x => -x),
        ["abs"] = (t => t.abs(), Math.Abs),
        ["square"] = (t => t.square(), x => x * x),
        ["sin"] = (t => t.sin(), Math.Sin),
        ["cos"] = (t => t.cos(), Math.Cos),
        ["erf"] = (t => t.erf(), Erf),
        ["reciprocal"] = (t => t.reciprocal(), x => 1 / x),
        ["log"] = (t => (t + 3).log(), x => Math.Log(x + 3)),
        ["log1p"] = (t => (t + 3).log1p(), x => Math.Log(x + 4)),
        ["sqrt"] = (t => (t + 3).sqrt(), x => Math.Sqrt(x + 3)),
        ["rsqrt"] = (t => (t + 3).rsqrt(), x => 1 / Math.Sqrt(x + 3)),
        ["relu"] = (t => t.relu(), x => Math.Max(x, 0)),
        ["sigmoid"] = (t => t.sigmoid(), x => 1 / (1 + Math.Exp(-x))),
        ["tanh"] = (t => t.tanh(), Math.Tanh),
        ["silu"] = (t => t.silu(), x => x / (1 + Math.Exp(-x))),
        ["gelu"] = (t => t.gelu(), x => 0.5 * x * (1 + Erf(x / Math.Sqrt(2)))),
        ["gelu by tanh"] = (t => t.gelu(GELU.Approximate.tanh),
            x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
        ["elu"] = (t => t.elu(0.7), x => x > 0 ? x : 0.7 * (Math.Exp(x) - 1)),
        ["leaky_relu"] = (t => t.leaky_relu(0.2), x => x > 0 ? x : 0.2 * x),
        ["add a number"] = (t => t + 2.5, x => x + 2.5),
        ["number minus"] = (t => 2.5 - t, x => 2.5 - x),
        ["subtract a number"] = (t => t - 2.5, x => x - 2.5),
        ["multiply by a number"] = (t => t * 2.5, x => x * 2.5),
        ["divide by a number"] = (t => t / 2.5, x => x / 2.5),
        ["number over"] = (t => 2.5 / t, x => 2.5 / x),
        ["add with alpha"] = (t => t.add(2, 3), x => x + 6),
        ["pow"] = (t => t.pow(3), x => x * x * x),
        ["clamp"] = (t => t.clamp(-0.9, 1.1), x => Math.Clamp(x, -0.9, 1.1)),
        ["clamp_min"] = (t => t.clamp(min: -0.9), x => Math.Max(x, -0.9)),
        ["clamp_max"] = (t => t.clamp(max: 1.1), x => Math.Min(x, 1.1)),
        ["masked_fill"] = (t => t.masked_fill(t > 0, 9), x => x > 0 ? 9 : x),
        ["where"] = (t => where(t > 0, t, t * 3), x => x > 0 ? x : x * 3),
        ["relu module"] = (t => nn.ReLU().call(t), x => Math.Max(x, 0)),
        ["sigmoid module"] = (t => nn.Sigmoid().call(t), x => 1 / (1 + Math.Exp(-x))),
        ["tanh module"] = (t => nn.Tanh().call(t), Math.Tanh),
        ["silu module"] = (t => nn.SiLU().call(t), x => x / (1 + Math.Exp(-x))),
        ["gelu module"] = (t => nn.GELU().call(t), x => 0.5 * x * (1 + Erf(x / Math.Sqrt(2)))),
        ["elu module"] = (t => nn.ELU(1.5).call(t), x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1)),
        ["leaky_relu module"] = (t => nn.LeakyReLU(0.3).call(t), x => x > 0 ? x : 0.3 * x),
        ["relu in place"] = (t => nn.ReLU(inplace: true).call(t.clone()), x => Math.Max(x, 0)),
        ["sigmoid in place"] = (t => nn.Sigmoid(inplace: true).call(t.clone()), x => 1 / (1 + Math.Exp(-x))),
        ["tanh in place"] = (t => nn.Tanh(inplace: true).call(t.clone()), Math.Tanh),
        ["silu in place"] = (t => nn.SiLU(inplace: true).call(t.clone()), x => x / (1 + Math.Exp(-x))),
        ["elu in place"] = (t => nn.ELU(1.5, inplace: true).call(t.clone()), x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1)),
        ["leaky_relu in place"] = (t => nn.LeakyReLU(0.3, inplace: true).call(t.clone()), x => x > 0 ? x : 0.3 * x),
        ["identity module"] = (t => nn.Identity().call(t), x => x),
        ["exp_"] = (t => t.clone().exp_(), Math.Exp),
        ["neg_"] = (t => t.clone().neg_(), x => -x),
        ["abs_"] = (t => t.clone().abs_(), Math.Abs),
        ["reciprocal_"] = (t => t.clone().reciprocal_(), x => 1 / x),
        ["log_"] = (t => (t + 3).log_(), x => Math.Log(x + 3)),
        ["sqrt_"] = (t => (t + 3).sqrt_(), x => Math.Sqrt(x + 3)),
        ["add_"] = (t => t.clone().add_(2.5), x => x + 2.5),
        ["add_ with alpha"] = (t => t.clone().add_(2, 3), x => x + 6),
        ["sub_"] = (t => t.clone().sub_(2.5), x => x - 2.5),
        ["mul_"] = (t => t.clone().mul_(2.5), x => x * 2.5),
        ["div_"] = (t => t.clone().div_(2.5), x => x / 2.5),
        ["pow_"] = (t => t.clone().pow_(2), x => x * x),
        ["clamp_"] = (t => t.clone().clamp_(-0.9, 1.1), x => Math.Clamp(x, -0.9, 1.1)),
        ["masked_fill_"] = (t => t.clone().masked_fill_(t > 0, 9), x => x > 0 ? 9 : x),
        ["zero_"] = (t => t.clone().zero_() + t, x => x),
        ["fill_"] = (t => t.clone().fill_(3) * t, x => 3 * x),
    };

    // Piecewise constant, or answering truth values: nothing to differentiate.
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Ours, Func<double, double> Formula)> Stepwise = new()
    {
        ["sign"] = (t => t.sign(), x => Math.Sign(x)),
        ["floor"] = (t => t.floor(), Math.Floor),
        ["ceil"] = (t => t.ceil(), Math.Ceiling),
        ["round"] = (t => t.round(), Math.Round),
        ["isnan"] = (t => (t / 0 * 0).isnan(), _ => 1),
        ["isinf"] = (t => (t / 0).isinf(), _ => 1),
        ["isfinite"] = (t => isfinite(t), _ => 1),
        ["not finite"] = (t => (t / 0).isfinite(), _ => 0),
        ["logical_not"] = (t => (t > 0).logical_not(), x => x > 0 ? 0 : 1),
        ["logical_not_"] = (t => (t > 0).logical_not_(), x => x > 0 ? 0 : 1),
        ["bitwise_not"] = (t => ~(t > 0), x => x > 0 ? 0 : 1),
        ["eq"] = (t => t.relu() == 0, x => x <= 0 ? 1 : 0),
        ["ne"] = (t => t.relu() != 0, x => x > 0 ? 1 : 0),
        ["lt"] = (t => t < 0.3, x => x < 0.3 ? 1 : 0),
        ["le"] = (t => t <= 0.3, x => x <= 0.3 ? 1 : 0),
        ["gt"] = (t => t > 0.3, x => x > 0.3 ? 1 : 0),
        ["ge"] = (t => t >= 0.3, x => x >= 0.3 ? 1 : 0),
        ["number less"] = (t => 0.3 < t, x => x > 0.3 ? 1 : 0),
        ["remainder"] = (t => t % 0.7, x => x - 0.7 * Math.Floor(x / 0.7)),
        ["divide and floor"] = (t => t.div(0.7, RoundingMode.floor), x => Math.Floor(x / 0.7)),
        ["divide and truncate"] = (t => t.div(0.7, RoundingMode.trunc), x => Math.Truncate(x / 0.7)),
        ["copy_"] = (t => t.zeros_like().copy_(t), x => x),
        ["to float and back"] = (t => t.to(float32).to(float64), x => (float)x),
        ["to whole numbers"] = (t => t.to_type(int64), Math.Truncate),
    };

    public static TheoryData<string> SmoothNames => [.. Smooth.Keys];

    public static TheoryData<string> AllNames => [.. Smooth.Keys, .. Stepwise.Keys];

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Values_are_the_formula_s(string name)
    {
        using var scope = NewDisposeScope();
        var (ours, formula) = Smooth.TryGetValue(name, out var smooth) ? smooth : Stepwise[name];
        var input = GradientCheck.Numbers(3, 5);
        var expected = input.data<double>().ToArray().Select(formula);
        GradientCheck.AssertClose(expected, ours(input));
    }

    [Theory]
    [MemberData(nameof(SmoothNames))]
    public void Gradients_are_the_difference_quotients(string name)
    {
        using var scope = NewDisposeScope();
        GradientCheck.Of(inputs => Smooth[name].Ours(inputs[0]), GradientCheck.Numbers(3, 5));
    }

    /// <summary>Maclaurin's series: good to the last digit for small arguments.</summary>
    private static double Erf(double x)
    {
        double sum = 0, term = x;
        for (var n = 0; n < 60; n++)
        {
            sum += term / (2 * n + 1);
            term *= -x * x / (n + 1);
        }

        return 2 / Math.Sqrt(Math.PI) * sum;
    }
}
