using ActorSearch.Data.Transforms;

namespace ActorSearch.Data.Tests.Transforms;

public sealed class GaussianNoiseTests
{
    private static readonly ImageSet Grey = new(1, 100, 100, 2, Enumerable.Repeat((byte)128, 20_000).ToArray(), new byte[] { 1, 0 });

    [Fact]
    public void No_deviation_is_no_noise() =>
        Assert.Equal(Grey.Pixels.ToArray(), GaussianNoise.Apply(Grey, 0, seed: 1).Pixels.ToArray());

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(20)]
    public void Noise_has_the_mean_and_the_deviation_asked_for(int deviation)
    {
        var noise = GaussianNoise.Apply(Grey, deviation, seed: 1).Pixels.ToArray().Select(p => p - 128.0).ToArray();
        var mean = noise.Average();

        // Rounding to whole levels adds a variance of 1/12. Bounds are four deviations of the estimates.
        var expected = Math.Sqrt((deviation * deviation) + (1 / 12.0));
        Assert.InRange(mean, -4 * expected / Math.Sqrt(noise.Length), 4 * expected / Math.Sqrt(noise.Length));
        Assert.InRange(Math.Sqrt(noise.Average(n => (n - mean) * (n - mean))) / expected, 0.98, 1.02);

        // A normal distribution's share within one deviation, with the half level that rounding adds.
        Assert.InRange(noise.Count(n => Math.Abs(n) <= 2 * deviation) / (double)noise.Length, 0.94, 1);
    }

    [Fact]
    public void One_seed_gives_one_noise_and_another_gives_another()
    {
        var first = GaussianNoise.Apply(Grey, 20, seed: 1).Pixels.ToArray();
        Assert.Equal(first, GaussianNoise.Apply(Grey, 20, seed: 1).Pixels.ToArray());
        Assert.NotEqual(first, GaussianNoise.Apply(Grey, 20, seed: 2).Pixels.ToArray());
        Assert.NotEqual(first[..10_000], first[10_000..]);
    }

    [Fact]
    public void The_noise_of_an_image_does_not_depend_on_those_behind_it()
    {
        var alone = GaussianNoise.Apply(Grey.Take([0]), 20, seed: 1);
        Assert.Equal(alone.Pixels.ToArray(), GaussianNoise.Apply(Grey, 20, seed: 1).Image(0).ToArray());
    }

    [Fact]
    public void Noise_stays_within_a_byte()
    {
        var black = new ImageSet(1, 50, 50, 1, new byte[2500], new byte[1]);
        var noisy = GaussianNoise.Apply(black, 255, seed: 3).Pixels.ToArray();
        Assert.InRange(noisy.Count(p => p == 0), 1100, 1400);
        Assert.Contains((byte)255, noisy);
    }

    [Fact]
    public void The_first_draws_never_change()
    {
        var images = new ImageSet(1, 2, 4, 1, Enumerable.Repeat((byte)128, 8).ToArray(), new byte[1]);
        Assert.Equal([122, 122, 98, 134, 172, 119, 129, 106], GaussianNoise.Apply(images, 32, seed: 7).Pixels.ToArray());
    }

    [Fact]
    public void A_sample_takes_each_class_in_proportion_and_all_where_there_are_few()
    {
        var labels = Enumerable.Range(0, 90).Select(i => (byte)(i % 3 == 0 ? 0 : 1)).ToArray();
        var images = new ImageSet(1, 1, 1, 2, new byte[90], labels);

        var chosen = ImageSample.Choose(images, 30, seed: 4);

        Assert.Equal((30, 10), (chosen.Length, chosen.Count(i => labels[i] == 0)));
        Assert.Equal(chosen.Order(), chosen);
        Assert.NotEqual(chosen, ImageSample.Choose(images, 30, seed: 5));
        Assert.Equal(Enumerable.Range(0, 90), ImageSample.Choose(images, 90, seed: 4));
    }
}
