using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

/// <summary>
/// Five steps of every optimizer against the published formulas, written out for one number. Float takes the fused pass,
/// double libtorch's own operations.
/// </summary>
public class OptimizerTests
{
    private const int Steps = 5;
    private static readonly double[] Start = [.. Enumerable.Range(0, 37).Select(i => Math.Sin(i + 1))];

    [Theory]
    [InlineData(false, 0, 0, 0, false, false)]
    [InlineData(true, 0, 0, 0.1, false, false)]
    [InlineData(true, 0, 0, 0.1, false, true)]
    [InlineData(true, 0.9, 0, 0, false, false)]
    [InlineData(false, 0.9, 0.3, 0.1, false, false)]
    [InlineData(true, 0.9, 0.3, 0.1, false, false)]
    [InlineData(true, 0.9, 0, 0.1, true, false)]
    [InlineData(false, 0.9, 0, 0.1, true, true)]
    [InlineData(true, 0.9, 0, 0.1, true, true)]
    public void Sgd_is_its_formula(bool single, double momentum, double dampening, double decay, bool nesterov, bool maximize)
    {
        var expected = Start.Select(p =>
        {
            double buffer = 0;
            for (var step = 0; step < Steps; step++)
            {
                var g = (maximize ? -Gradient(p, step) : Gradient(p, step)) + decay * p;
                buffer = step == 0 ? g : momentum * buffer + (1 - dampening) * g;
                p -= 0.1 * (momentum == 0 ? g : nesterov ? g + momentum * buffer : buffer);
            }

            return p;
        });
        Check(expected, single, p => optim.SGD(p, 0.1, momentum, dampening, decay, nesterov, maximize));
    }

    [Theory]
    [InlineData(true, false, 0, false, false)]
    [InlineData(false, false, 0, false, false)]
    [InlineData(true, false, 0.1, false, false)]
    [InlineData(false, false, 0.1, true, false)]
    [InlineData(true, false, 0.1, true, false)]
    [InlineData(true, false, 0.1, true, true)]
    [InlineData(true, true, 0.1, false, false)]
    [InlineData(false, true, 0.1, false, true)]
    [InlineData(true, true, 0.1, true, false)]
    public void Adam_and_adamw_are_their_formulas(bool single, bool decoupled, double decay, bool amsgrad, bool maximize)
    {
        const double lr = 0.05, beta1 = 0.8, beta2 = 0.95, eps = 1e-6;
        var expected = Start.Select(p =>
        {
            double m = 0, v = 0, largest = 0;
            for (var step = 0; step < Steps; step++)
            {
                var g = maximize ? -Gradient(p, step) : Gradient(p, step);
                if (decoupled) p *= 1 - lr * decay;
                else g += decay * p;
                m = beta1 * m + (1 - beta1) * g;
                v = beta2 * v + (1 - beta2) * g * g;
                largest = Math.Max(largest, v);
                var denominator = Math.Sqrt(amsgrad ? largest : v) / Math.Sqrt(1 - Math.Pow(beta2, step + 1)) + eps;
                p -= lr / (1 - Math.Pow(beta1, step + 1)) * m / denominator;
            }

            return p;
        });
        Check(expected, single, p => decoupled
            ? optim.AdamW(p, lr, beta1, beta2, eps, decay, amsgrad, maximize)
            : optim.Adam(p, lr, beta1, beta2, eps, decay, amsgrad, maximize));
    }

    [Fact]
    public void A_learning_rate_changed_on_the_way_counts_from_the_next_step()
    {
        using var scope = NewDisposeScope();
        var p = new Parameter(tensor(new[] { 1.0 }));
        using var optimizer = optim.SGD([p], 0.5);
        p.grad = tensor(new[] { 1.0 });
        optimizer.step();
        foreach (var group in optimizer.ParamGroups) group.LearningRate = 0.1;
        optimizer.step();
        Assert.Equal(0.4, p.ToDouble(), 1e-12);
        Assert.Equal(0.5, optimizer.ParamGroups.Single().InitialLearningRate);
    }

    [Fact]
    public void Groups_have_learning_rates_of_their_own()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (new Parameter(tensor(new[] { 1.0 })), new Parameter(tensor(new[] { 1.0 })));
        using var optimizer = optim.SGD([new SGD.ParamGroup([a], lr: 0.5), new SGD.ParamGroup { Parameters = [b] }], 0.25);
        a.grad = tensor(new[] { 1.0 });
        b.grad = tensor(new[] { 1.0 });
        optimizer.step();
        Assert.Equal((0.5, 0.75), (a.ToDouble(), b.ToDouble()));
        Assert.Throws<ArgumentException>(() => optimizer.add_param_group(new SGD.ParamGroup([a])));
    }

    [Fact]
    public void A_parameter_without_a_gradient_stays_and_zero_grad_takes_gradients_away()
    {
        using var scope = NewDisposeScope();
        var p = new Parameter(tensor(new[] { 1f }));
        using var optimizer = optim.Adam([p], lr: 0.5);
        optimizer.step();
        Assert.Equal(1f, p.item<float>());
        p.grad = tensor(new[] { 1f });
        optimizer.zero_grad();
        Assert.Null(p.grad);
    }

    [Fact]
    public void Step_evaluates_the_closure_and_answers_its_loss()
    {
        using var scope = NewDisposeScope();
        var p = new Parameter(tensor(new[] { 2f }));
        using var optimizer = optim.SGD([p], 0.25);
        var loss = optimizer.step(() =>
        {
            var l = p.square().sum();
            l.backward();
            return l;
        });
        Assert.Equal((4f, 1f), (loss.item<float>(), p.item<float>()));
    }

    [Fact]
    public void Values_that_cannot_be_are_refused()
    {
        using var p = new Parameter(zeros(1));
        Assert.Throws<ArgumentException>(() => optim.SGD([p], -1));
        Assert.Throws<ArgumentException>(() => optim.SGD([p], double.NaN));
        Assert.Throws<ArgumentException>(() => optim.SGD([p], 0.1, nesterov: true));
        Assert.Throws<ArgumentException>(() => optim.Adam([p], beta1: 1));
        Assert.Throws<ArgumentException>(() => optim.AdamW([p], weight_decay: -1));
    }

    [Fact]
    public void A_fused_step_on_a_tensor_that_backward_still_needs_is_noticed()
    {
        using var scope = NewDisposeScope();
        var p = new Parameter(tensor(new[] { 2f }));
        var loss = p.square().sum();
        p.grad = tensor(new[] { 1f });
        using var optimizer = optim.SGD([p], 0.25);
        optimizer.step();
        var e = Assert.Throws<System.Runtime.InteropServices.ExternalException>(loss.backward);
        Assert.Contains("modified by an inplace operation", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gradients_are_clipped_to_their_joint_norm()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (new Parameter(zeros(1)), new Parameter(zeros(1)));
        a.grad = tensor(new[] { 3f });
        b.grad = tensor(new[] { 4f });
        Assert.Equal(5, nn.utils.clip_grad_norm_([a, b], 1), 1e-6);
        Assert.Equal(0.6, a.grad!.ToDouble(), 1e-5);
        Assert.Equal(0.8, b.grad!.ToDouble(), 1e-5);
    }

    // A gradient that changes from step to step and depends on the parameter.
    private static double Gradient(double p, int step) => p * 0.5 + Math.Cos(step);

    private static void Check(IEnumerable<double> expected, bool single, Func<IEnumerable<Parameter>, optim.Optimizer> make)
    {
        using var scope = NewDisposeScope();
        var p = new Parameter(tensor(Start, dtype: single ? float32 : float64));
        using var optimizer = make([p]);
        for (var step = 0; step < Steps; step++)
        {
            p.grad = (p.detach() * 0.5 + Math.Cos(step)).detach();
            optimizer.step();
        }

        GradientCheck.AssertClose(expected, p, single ? 2e-6 : 1e-12);
    }
}
