using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

public class RandomTests
{
    private static readonly Dictionary<string, Func<Generator, Tensor>> Draws = new()
    {
        ["rand"] = g => rand(8, generator: g),
        ["randn"] = g => randn([4, 2], generator: g),
        ["randint"] = g => randint(0, 1000, [8], generator: g),
        ["randperm"] = g => randperm(50, generator: g),
        ["uniform_"] = g => empty(8).uniform_(-1, 1, g),
        ["normal_"] = g => empty(8).normal_(1, 2, g),
        ["bernoulli_"] = g => empty(50).bernoulli_(0.3, g),
        ["bernoulli_ of a tensor"] = g => empty(50).bernoulli_(full(50, 0.3), g),
        ["bernoulli"] = g => full(50, 0.4).bernoulli(g),
        ["random_"] = g => empty(8, int64).random_(0, 1000, g),
        ["exponential_"] = g => empty(8).exponential_(2, g),
        ["multinomial"] = g => ones(100).multinomial(8, generator: g),
        ["init.uniform_"] = g => nn.init.uniform_(empty(8), 0, 1, g),
        ["init.normal_"] = g => nn.init.normal_(empty(8), 0, 1, g),
    };

    public static TheoryData<string> Names => [.. Draws.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_draw_depends_on_its_generator_alone(string name)
    {
        using var scope = NewDisposeScope();
        var first = Draw(name, 42);
        manual_seed(1);
        rand(100);
        Assert.Equal(first, Draw(name, 42));
        Assert.NotEqual(first, Draw(name, 43));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_explicit_generator_leaves_the_process_wide_one_alone(string name)
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var expected = rand(4).data<float>().ToArray();
        manual_seed(1);
        Draw(name, 42);
        Assert.Equal(expected, rand(4).data<float>().ToArray());
    }

    [Fact]
    public void Threads_that_draw_at_once_draw_what_they_would_alone()
    {
        static double[] Many(ulong seed)
        {
            using var scope = NewDisposeScope();
            using var generator = new Generator(seed);
            var sums = new double[200];
            for (var i = 0; i < sums.Length; i++)
            {
                using var inner = NewDisposeScope();
                sums[i] = (randn([500], generator: generator).sum() + empty(500).bernoulli_(0.5, generator).sum() + randperm(20, generator: generator)[3]).ToDouble();
            }

            return sums;
        }

        var alone = new[] { Many(1), Many(2) };
        var together = new double[2][];
        var threads = Enumerable.Range(0, 2).Select(i => new Thread(() => together[i] = Many((ulong)i + 1))).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(alone[0], together[0]);
        Assert.Equal(alone[1], together[1]);
    }

    [Fact]
    public void A_generator_can_be_seeded_again_and_its_state_kept()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5, CPU);
        Assert.Equal(5, generator.initial_seed());
        var first = rand(4, generator: generator).data<float>().ToArray();
        var state = generator.get_state();
        var second = rand(4, generator: generator).data<float>().ToArray();
        generator.set_state(state);
        Assert.Equal(second, rand(4, generator: generator).data<float>().ToArray());
        Assert.Equal(first, rand(4, generator: generator.manual_seed(5)).data<float>().ToArray());
        Assert.Equal(generator.seed(), generator.initial_seed());
        Assert.Equal(DeviceType.CPU, generator.device.type);
    }

    [Fact]
    public void The_process_wide_generator_repeats_after_its_seed()
    {
        using var scope = NewDisposeScope();
        manual_seed(9);
        var first = rand(4).data<float>().ToArray();
        Generator.Default.manual_seed(9);
        Assert.Equal(first, rand_like(zeros(4)).data<float>().ToArray());
        Assert.Equal(4, randn_like(zeros(4)).numel());
    }

    [Fact]
    public void Draws_follow_their_distributions()
    {
        using var scope = NewDisposeScope();
        using var g = new Generator(3);
        var uniform = empty(20000, float64).uniform_(2, 4, g);
        Assert.Equal(3, uniform.mean().ToDouble(), 0.03);
        Assert.True(uniform.min().ToDouble() >= 2 && uniform.max().ToDouble() < 4);
        var normal = empty(20000, float64).normal_(1, 2, g);
        Assert.Equal(1, normal.mean().ToDouble(), 0.06);
        Assert.Equal(2, normal.std().ToDouble(), 0.06);
        Assert.Equal(0.3, empty(20000, float64).bernoulli_(0.3, g).mean().ToDouble(), 0.02);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), randperm(100, generator: g).data<long>().ToArray().Order());
        Assert.All(randint(5, 8, [500], generator: g).data<long>().ToArray(), n => Assert.InRange(n, 5, 7));
    }

    private static double[] Draw(string name, ulong seed)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(seed);
        return Draws[name](generator).to(float64).data<double>().ToArray();
    }
}
