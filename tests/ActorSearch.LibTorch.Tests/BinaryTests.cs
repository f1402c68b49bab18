using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

/// <summary>Operations of two tensors, element by element.</summary>
public class BinaryTests
{
    private static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Ours, Func<double, double, double> Formula)> Smooth = new()
    {
        ["+"] = ((a, b) => a + b, (x, y) => x + y),
        ["-"] = ((a, b) => a - b, (x, y) => x - y),
        ["*"] = ((a, b) => a * b, (x, y) => x * y),
        ["/"] = ((a, b) => a / b, (x, y) => x / y),
        ["pow"] = ((a, b) => (a + 3).pow(b), (x, y) => Math.Pow(x + 3, y)),
        ["maximum"] = (maximum, Math.Max),
        ["minimum"] = (minimum, Math.Min),
        ["max"] = ((a, b) => a.max(b), Math.Max),
        ["min"] = ((a, b) => a.min(b), Math.Min),
        ["add with alpha"] = ((a, b) => a.add(b, 3), (x, y) => x + 3 * y),
        ["where"] = ((a, b) => where(a > 0, a, b), (x, y) => x > 0 ? x : y),
        ["addcmul"] = ((a, b) => a.addcmul(a, b, 2), (x, y) => x + 2 * x * y),
        ["addcdiv"] = ((a, b) => a.addcdiv(a, b, 2), (x, y) => x + 2 * x / y),
        ["add_"] = ((a, b) => a.clone().add_(b), (x, y) => x + y),
        ["add_ with alpha"] = ((a, b) => a.clone().add_(b, 3), (x, y) => x + 3 * y),
        ["sub_"] = ((a, b) => a.clone().sub_(b), (x, y) => x - y),
        ["mul_"] = ((a, b) => a.clone().mul_(b), (x, y) => x * y),
        ["div_"] = ((a, b) => a.clone().div_(b), (x, y) => x / y),
        ["pow_"] = ((a, b) => (a + 3).pow_(b), (x, y) => Math.Pow(x + 3, y)),
        ["addcmul_"] = ((a, b) => a.clone().addcmul_(a, b, 2), (x, y) => x + 2 * x * y),
        ["addcdiv_"] = ((a, b) => a.clone().addcdiv_(a, b, 2), (x, y) => x + 2 * x / y),
        ["copy_"] = ((a, b) => a.clone().copy_(b) * a, (x, y) => x * y),
        ["mse_loss"] = ((a, b) => nn.functional.mse_loss(a, b, nn.Reduction.None), (x, y) => (x - y) * (x - y)),
    };

    private static readonly Dictionary<string, (Func<Tensor, Tensor, Tensor> Ours, Func<double, double, double> Formula)> Stepwise = new()
    {
        ["eq"] = ((a, b) => a.floor() == b.floor(), (x, y) => Math.Floor(x) == Math.Floor(y) ? 1 : 0),
        ["ne"] = ((a, b) => a.floor() != b.floor(), (x, y) => Math.Floor(x) != Math.Floor(y) ? 1 : 0),
        ["equal"] = ((a, b) => equal(a.floor(), b.floor()), (x, y) => Math.Floor(x) == Math.Floor(y) ? 1 : 0),
        ["<"] = ((a, b) => a < b, (x, y) => x < y ? 1 : 0),
        ["<="] = ((a, b) => a <= b, (x, y) => x <= y ? 1 : 0),
        [">"] = ((a, b) => a > b, (x, y) => x > y ? 1 : 0),
        [">="] = ((a, b) => a >= b, (x, y) => x >= y ? 1 : 0),
        ["logical_and"] = ((a, b) => (a > 0).logical_and(b > 0), (x, y) => x > 0 && y > 0 ? 1 : 0),
        ["logical_or"] = ((a, b) => (a > 0).logical_or(b > 0), (x, y) => x > 0 || y > 0 ? 1 : 0),
        ["logical_xor"] = ((a, b) => (a > 0).logical_xor(b > 0), (x, y) => x > 0 ^ y > 0 ? 1 : 0),
        ["logical_and_"] = ((a, b) => (a > 0).logical_and_(b > 0), (x, y) => x > 0 && y > 0 ? 1 : 0),
        ["logical_or_"] = ((a, b) => (a > 0).logical_or_(b > 0), (x, y) => x > 0 || y > 0 ? 1 : 0),
        ["&"] = ((a, b) => (a > 0) & (b > 0), (x, y) => x > 0 && y > 0 ? 1 : 0),
        ["|"] = ((a, b) => (a > 0) | (b > 0), (x, y) => x > 0 || y > 0 ? 1 : 0),
        ["^"] = ((a, b) => (a > 0) ^ (b > 0), (x, y) => x > 0 ^ y > 0 ? 1 : 0),
        ["bitwise_and_"] = ((a, b) => (a > 0).bitwise_and_(b > 0), (x, y) => x > 0 && y > 0 ? 1 : 0),
        ["bitwise_or_"] = ((a, b) => (a > 0).bitwise_or_(b > 0), (x, y) => x > 0 || y > 0 ? 1 : 0),
        ["%"] = ((a, b) => a % b, (x, y) => x - y * Math.Floor(x / y)),
        ["divide and floor"] = ((a, b) => a.div(b, RoundingMode.floor), (x, y) => Math.Floor(x / y)),
        ["divide and truncate"] = ((a, b) => a.div(b, RoundingMode.trunc), (x, y) => Math.Truncate(x / y)),
    };

    public static TheoryData<string> SmoothNames => [.. Smooth.Keys];

    public static TheoryData<string> AllNames => [.. Smooth.Keys, .. Stepwise.Keys];

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Values_are_the_formula_s(string name)
    {
        using var scope = NewDisposeScope();
        var (ours, formula) = Smooth.TryGetValue(name, out var smooth) ? smooth : Stepwise[name];
        var (a, b) = Operands();
        var expected = a.data<double>().ToArray().Zip(b.data<double>().ToArray(), formula);
        GradientCheck.AssertClose(expected, ours(a, b));
    }

    [Theory]
    [MemberData(nameof(SmoothNames))]
    public void Gradients_are_the_difference_quotients(string name)
    {
        using var scope = NewDisposeScope();
        var (a, b) = Operands();
        GradientCheck.Of(inputs => Smooth[name].Ours(inputs[0], inputs[1]), a, b);
    }

    [Fact]
    public void A_row_is_added_to_every_row()
    {
        using var scope = NewDisposeScope();
        var sum = zeros(2, 3, float64) + tensor(new[] { 1.0, 2, 3 });
        GradientCheck.AssertClose([1, 2, 3, 1, 2, 3], sum);
        GradientCheck.Of(inputs => inputs[0] * inputs[1], GradientCheck.Numbers(2, 3), GradientCheck.Numbers(3));
    }

    private static (Tensor A, Tensor B) Operands() =>
        (GradientCheck.Numbers(3, 5), (GradientCheck.Numbers(5, 3).t().contiguous() * 0.9 + 0.013).detach());
}
