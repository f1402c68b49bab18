using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Tests.Statistics;

/// <summary>Whether intervals and groups hold the truth as often as they say, on 1,000 simulated studies a shape.</summary>
public sealed class CoverageTests
{
    private const int Studies = 1000;
    private const double Level = Confidence.DefaultLevel;

    // A report draws more; here it is the average over studies that counts, and the time.
    private const int Resamples = 1000;

    public static TheoryData<string, int, int> Shapes
    {
        get
        {
            var shapes = new TheoryData<string, int, int>();
            foreach (var shape in (string[])["normal", "skewed", "heteroscedastic", "fine ties", "coarse ties"])
            {
                foreach (var seeds in (int[])[2, 3, 5])
                {
                    shapes.Add(shape, 24, seeds);
                }
            }

            shapes.Add("normal", 2, 2);
            shapes.Add("normal", 3, 3);
            shapes.Add("normal", 6, 2);
            shapes.Add("wild", 24, 3);
            shapes.Add("wild", 24, 5);
            shapes.Add("heavy", 24, 3);
            shapes.Add("flat", 24, 3);
            return shapes;
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Intervals_over_seeds_hold_the_truth_in_93_to_97_percent_and_the_group_holds_the_best_in_95(string shape, int points, int seeds)
    {
        var random = new Random(20261122);
        var (covered, held, size, first) = (0, 0, 0, 0);
        for (var i = 0; i < Studies; i++)
        {
            var study = SimulatedSeeds.Draw(shape, points, seeds, random);
            var spread = SeedSpread.Of(study.Metrics)!;
            var bootstrap = new ResidualBootstrap(spread, _ => (ulong)i, Resamples);
            for (var p = 0; p < points; p++)
            {
                var interval = bootstrap.Around(spread.Estimates[p], seeds, Level);
                covered += interval.Low <= study.Truth[p] && study.Truth[p] <= interval.High ? 1 : 0;
            }

            int[] order = [.. Enumerable.Range(0, points).OrderByDescending(p => spread.Estimates[p].Mean)];
            var ofFirst = bootstrap.Around(spread.Estimates[order[0]], seeds, Level);
            first += ofFirst.Low <= study.Truth[order[0]] && study.Truth[order[0]] <= ofFirst.High ? 1 : 0;
            var group = BestGroup.OfMeans(Array.ConvertAll(order, p => spread.Estimates[p]), Level);
            held += group[Array.IndexOf(order, Array.IndexOf(study.Truth, study.Truth.Max()))] ? 1 : 0;
            size += group.Count(g => g);
        }

        var coverage = (double)covered / Studies / points;
        TestContext.Current.TestOutputHelper?.WriteLine($"{shape}, {points} points, {seeds} seeds: intervals {coverage:P1}, of the first {(double)first / Studies:P1}, best in group {(double)held / Studies:P1}, group of {(double)size / Studies:F1}");
        Assert.InRange(coverage, 0.93, 0.97);
        Assert.InRange((double)held / Studies, 0.95, 1);
    }

    [Theory]
    [InlineData(24, 250, 0.80, 0.90)]
    [InlineData(24, 1000, 0.90, 0.99)]
    [InlineData(72, 500, 0.95, 0.99)]
    public void With_one_seed_intervals_over_images_hold_the_truth_and_the_group_holds_the_best(int points, int images, double least, double most)
    {
        var random = new Random(20261122);
        var (covered, held, size) = (0, 0, 0);
        for (var i = 0; i < Studies; i++)
        {
            double[] truth = [.. Enumerable.Range(0, points).Select(_ => least + ((most - least) * random.NextDouble()))];
            var shares = Array.ConvertAll(truth, p => SimulatedSeeds.Share(p, images, random));
            for (var p = 0; p < points; p++)
            {
                var interval = BinomialError.Interval(shares[p], images, Level);
                covered += interval.Low <= truth[p] && truth[p] <= interval.High ? 1 : 0;
            }

            int[] order = [.. Enumerable.Range(0, points).OrderByDescending(p => shares[p])];
            var group = BestGroup.OfShares(Array.ConvertAll(order, p => shares[p]), images, Level);
            held += group[Array.IndexOf(order, Array.IndexOf(truth, truth.Max()))] ? 1 : 0;
            size += group.Count(g => g);
        }

        var coverage = (double)covered / Studies / points;
        TestContext.Current.TestOutputHelper?.WriteLine($"{points} points, {images} images: intervals {coverage:P1}, best in group {(double)held / Studies:P1}, group of {(double)size / Studies:F1}");
        Assert.InRange(coverage, 0.93, 0.97);
        Assert.InRange((double)held / Studies, 0.95, 1);
    }

    [Fact]
    public void The_noise_of_accuracies_is_what_two_equal_points_differ_by_in_one_case_of_20()
    {
        var random = new Random(20261122);
        var beyond = Enumerable.Range(0, 10 * Studies).Count(_ =>
            Math.Abs(SimulatedSeeds.Share(0.9, 500, random) - SimulatedSeeds.Share(0.9, 500, random)) > BinomialError.Noise(0.9, 500, Level));

        Assert.InRange(beyond / (10.0 * Studies), 0.04, 0.06);
    }
}
