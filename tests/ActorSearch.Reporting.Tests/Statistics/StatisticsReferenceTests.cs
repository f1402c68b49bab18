using System.Globalization;
using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Tests.Statistics;

/// <summary>Against figures that R and scipy computed; their scripts stand beside them in reference.</summary>
public sealed class StatisticsReferenceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Statistics", "reference");

    [Fact]
    public void A_BCa_interval_of_the_same_draws_is_scipys()
    {
        var rows = File.ReadLines(Path.Combine(Folder, "bca.csv"))
            .Select(l => l.Split(','))
            .ToDictionary(l => l[0], l => Array.ConvertAll(l[1..], Number));
        var sample = rows["sample"];

        var found = Bca.Of([.. rows["draws"].Order()], sample.Average(), Bca.AccelerationOfMean(Bca.Skewness(sample), sample.Length), 0.95);

        Assert.Equal(rows["interval"][0], found.Low, 1e-9);
        Assert.Equal(rows["interval"][1], found.High, 1e-9);
    }

    [Fact]
    public void Quantiles_of_the_normal_distribution_are_Rs() =>
        Assert.All(Figures("normal"), r => Assert.Equal(Number(r[3]), Distributions.NormalQuantile(Number(r[1])), 1e-9));

    [Fact]
    public void Quantiles_of_Students_t_are_Rs_however_far_out() =>
        Assert.All(Figures("t"), r => Assert.Equal(1, Distributions.StudentUpperQuantile(Number(r[1]), Number(r[2])) / Number(r[3]), 1e-8));

    [Fact]
    public void Wilsons_interval_is_Rs() =>
        Assert.All(Figures("wilson"), r =>
        {
            var found = BinomialError.Interval(Number(r[1]), (int)Number(r[2]), 0.95);
            Assert.Equal(Number(r[3]), found.Low, 1e-9);
            Assert.Equal(Number(r[4]), found.High, 1e-9);
        });

    [Fact]
    public void Welchs_difference_of_means_is_Rs()
    {
        double[] sample = [0.812, 0.79, 0.801, 0.655, 0.82];
        double[] other = [0.83, 0.842, 0.829];

        var (error, freedom) = EstimateOf(sample).DifferenceTo(EstimateOf(other));

        var expected = Figures("welch").Single();
        Assert.Equal(Number(expected[3]), error, 1e-9);
        Assert.Equal(Number(expected[4]), freedom, 1e-9);
    }

    private static Estimate EstimateOf(double[] values)
    {
        var mean = values.Average();
        var variance = values.Sum(v => (v - mean) * (v - mean)) / (values.Length - 1);
        return new Estimate(mean, Math.Sqrt(variance / values.Length), values.Length - 1);
    }

    private static IEnumerable<string[]> Figures(string name)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(Folder, "quantiles.csv")).Select(l => l.Split(',')).Where(r => r[0] == name)];
        Assert.NotEmpty(rows);
        return rows;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
