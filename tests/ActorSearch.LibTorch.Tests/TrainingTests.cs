using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

public class TrainingTests
{
    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly Sequential features;
        private readonly Linear head;

        internal Net() : base(nameof(Net))
        {
            features = nn.Sequential(
                ("conv", nn.Conv2d(1, 4, 3, Padding.Same)), ("norm", nn.BatchNorm2d(4)), ("relu", nn.ReLU()), ("pool", nn.MaxPool2d(2)),
                ("flat", nn.Flatten()));
            head = nn.Linear(4 * 3 * 3, 2);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using var hidden = features.call(input);
            return head.call(hidden);
        }
    }

    [Fact]
    public void A_small_network_learns_to_tell_bright_from_dark()
    {
        using var generator = new Generator(7);
        using var net = Repeatable(new Net(), generator);
        using var optimizer = optim.Adam(net.parameters(), lr: 0.01);
        double first = 0, last = 0;
        for (var step = 0; step < 40; step++)
        {
            using var scope = NewDisposeScope();
            last = Step(net, optimizer, generator);
            if (step == 0) first = last;
        }

        Assert.True(last < first / 4, $"the loss went from {first} to {last}");
    }

    [Fact]
    public void After_1000_training_steps_no_tensor_more_is_alive_than_after_10()
    {
        using var generator = new Generator(7);
        using var net = Repeatable(new Net(), generator);
        using var optimizer = optim.SGD(net.parameters(), 0.01, momentum: 0.9);
        // What earlier tests left to the garbage collector must not go while this one counts.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long after10 = 0;
        for (var step = 1; step <= 1000; step++)
        {
            using (NewDisposeScope()) Step(net, optimizer, generator);
            if (step == 10) after10 = Tensor.TotalCount;
        }

        Assert.Equal(after10, Tensor.TotalCount);
    }

    [Fact]
    public void The_same_seed_trains_the_same_network_bit_for_bit_on_two_threads_at_once()
    {
        var alone = Train(3);
        var both = new float[2][];
        var threads = Enumerable.Range(0, 2).Select(i => new Thread(() => both[i] = Train(3))).ToArray();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        Assert.Equal(alone, both[0]);
        Assert.Equal(alone, both[1]);
    }

    private static float[] Train(ulong seed)
    {
        set_num_threads(1);
        using var generator = new Generator(seed);
        using var net = Repeatable(new Net(), generator);
        using var optimizer = optim.AdamW(net.parameters(), lr: 0.01, weight_decay: 0.01);
        for (var step = 0; step < 20; step++)
        {
            using (NewDisposeScope()) Step(net, optimizer, generator);
        }

        using var scope = NewDisposeScope();
        return [.. net.parameters().SelectMany(p => p.detach().data<float>().ToArray())];
    }

    private static Net Repeatable(Net net, Generator generator)
    {
        foreach (var parameter in net.parameters()) nn.init.uniform_(parameter, -0.2, 0.2, generator);
        return net;
    }

    private static double Step(Net net, torch.optim.Optimizer optimizer, Generator generator)
    {
        var labels = randint(0, 2, [16], generator: generator);
        var images = rand(16, 1, 6, 6, generator: generator) * 0.5 + labels.to(float32).view(16, 1, 1, 1) * 0.5;
        optimizer.zero_grad();
        var loss = nn.functional.cross_entropy(net.call(images), labels);
        loss.backward();
        optimizer.step();
        return loss.ToDouble();
    }
}
