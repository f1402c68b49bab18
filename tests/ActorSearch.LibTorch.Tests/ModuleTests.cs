using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

public class ModuleTests
{
    private sealed class Scaled : nn.Module<Tensor, Tensor>
    {
        private readonly Parameter factor = new(full(1, 2f));
        private readonly Linear layer = nn.Linear(2, 2);
        private readonly Tensor offset = ones(1);

        internal Scaled() : base(nameof(Scaled)) => RegisterComponents();

        public override Tensor forward(Tensor input) => layer.call(input) * factor + offset;
    }

    [Fact]
    public void Fields_register_under_their_names()
    {
        using var module = new Scaled();
        Assert.Equal(["factor", "layer.weight", "layer.bias"], module.named_parameters().Select(p => p.name));
        Assert.Equal(["factor"], module.named_parameters(recurse: false).Select(p => p.name));
        Assert.Equal(["offset"], module.named_buffers().Select(b => b.name));
        Assert.Equal(["layer"], module.named_children().Select(c => c.name));
        Assert.Equal(["factor", "layer.weight", "layer.bias", "offset"], module.state_dict().Keys);
        Assert.True(module.has_parameter("layer.bias") && module.has_buffer("offset") && !module.has_parameter("layer.x"));
        Assert.Equal("Scaled", module.GetName());
    }

    [Fact]
    public void A_state_loads_into_another_module_of_the_kind()
    {
        using var scope = NewDisposeScope();
        using var a = new Scaled();
        using var b = new Scaled();
        var x = ones(1, 2);
        Assert.NotEqual(a.call(x).data<float>().ToArray(), b.call(x).data<float>().ToArray());
        b.load_state_dict(a.state_dict());
        Assert.Equal(a.call(x).data<float>().ToArray(), b.call(x).data<float>().ToArray());

        var partial = a.state_dict();
        partial.Remove("factor");
        var e = Assert.Throws<InvalidOperationException>(() => b.load_state_dict(partial));
        Assert.Contains("factor", e.Message, StringComparison.Ordinal);
        Assert.Equal(["factor"], b.load_state_dict(partial, strict: false).missing_keys);
    }

    [Fact]
    public void Training_and_evaluation_reach_every_part()
    {
        using var inner = nn.Sequential(nn.Dropout(), nn.BatchNorm2d(1));
        using var outer = nn.Sequential(("inner", inner), ("end", nn.Identity()));
        Assert.True(outer.training);
        outer.eval();
        Assert.All(outer.modules(), m => Assert.False(m.training));
        outer.train();
        Assert.All(outer.modules(), m => Assert.True(m.training));
        Assert.Equal(["inner", "end", "inner.0", "inner.1"], outer.named_modules().Select(m => m.name));
        var visited = 0;
        outer.apply(_ => visited++);
        Assert.Equal(5, visited);
        Assert.Equal(2, outer.Count);
        Assert.Same(inner, outer[0]);
    }

    [Fact]
    public void Moving_a_module_keeps_its_parameters_and_their_gradients()
    {
        using var scope = NewDisposeScope();
        using var module = nn.Sequential(nn.Conv2d(1, 1, 1), nn.BatchNorm2d(1));
        var weight = module.parameters().First();
        module.call(ones(2, 1, 2, 2)).sum().backward();
        Assert.Same(module, module.to(float64));
        Assert.Same(weight, module.parameters().First());
        Assert.All(module.parameters(), p => Assert.Equal(float64, p.dtype));
        Assert.Equal(float64, weight.grad!.dtype);
        Assert.True(weight.requires_grad && weight.is_leaf);
        Assert.Equal(int64, module.get_buffer("1.num_batches_tracked")!.dtype);
        module.call(ones(2, 1, 2, 2, float64)).sum().backward();
        Assert.Equal(float32, module.to(CPU).@float().parameters().First().dtype);
    }

    [Fact]
    public void Zero_grad_takes_gradients_away_or_zeroes_them()
    {
        using var scope = NewDisposeScope();
        using var module = nn.Linear(2, 1);
        module.call(ones(1, 2)).sum().backward();
        module.zero_grad(set_to_none: false);
        Assert.Equal([0f, 0], module.weight.grad!.data<float>().ToArray());
        module.zero_grad();
        Assert.Null(module.weight.grad);
    }

    [Fact]
    public void Names_are_whole_and_used_once()
    {
        using var module = nn.Sequential();
        module.append("a", nn.ReLU());
        Assert.Throws<ArgumentException>(() => module.append("a", nn.ReLU()));
        Assert.Throws<ArgumentException>(() => module.append("a.b", nn.ReLU()));
        Assert.Throws<ArgumentException>(() => module.append("", nn.ReLU()));
        Assert.Throws<ArgumentException>(() => nn.Conv2d(3, 4, 1, groups: 2));
    }

    [Fact]
    public void First_weights_stay_within_their_bounds_and_fill_them()
    {
        using var scope = NewDisposeScope();
        Within(nn.Conv2d(4, 64, 5).weight, 1 / Math.Sqrt(100));
        Within(nn.Linear(100, 50).weight, 0.1);
        Within(nn.init.kaiming_uniform_(empty(50, 100), nonlinearity: nn.init.NonlinearityType.ReLU), Math.Sqrt(6.0 / 100));
        Within(nn.init.kaiming_uniform_(empty(50, 100), mode: nn.init.FanInOut.FanOut), Math.Sqrt(6.0 / 50));
        Within(nn.init.xavier_uniform_(empty(50, 100)), Math.Sqrt(6.0 / 150));
        Assert.Equal(Math.Sqrt(2.0 / 100), nn.init.kaiming_normal_(empty(500, 100)).std().ToDouble(), 0.003);
        Assert.Equal(Math.Sqrt(2.0 / 600), nn.init.xavier_normal_(empty(500, 100)).std().ToDouble(), 0.002);
        Assert.Equal([3f, 3], nn.init.constant_(empty(2, requires_grad: true), 3).detach().data<float>().ToArray());
        Assert.Equal([1f, 0], cat([nn.init.ones_(empty(1)), nn.init.zeros_(empty(1))]).data<float>().ToArray());
        Assert.Equal((100, 1600), nn.init.CalculateFanInAndFanOut(empty(64, 4, 5, 5)));
        Assert.Equal(5.0 / 3, nn.init.calculate_gain(nn.init.NonlinearityType.Tanh));

        static void Within(Tensor t, double bound)
        {
            var largest = t.detach().abs().max().ToDouble();
            Assert.InRange(largest, bound * 0.97, bound * 1.0001);
        }
    }
}
