using ActorSearch.Reporting.Statistics;

namespace ActorSearch.Reporting.Tests.Statistics;

/// <summary>Draws studies whose truth is known: points of known mean, and how seeds scatter around it.</summary>
internal static class SimulatedSeeds
{
    private const double Deviation = 0.01;

    /// <summary>One study: the true mean of each point, and the metrics of its seeds.</summary>
    public readonly record struct Study(double[] Truth, double[][] Metrics);

    /// <summary>Draws a study of a shape by its name.</summary>
    public static Study Draw(string shape, int points, int seeds, Random random)
    {
        var truth = new double[points];
        var metrics = new double[points][];
        for (var i = 0; i < points; i++)
        {
            truth[i] = shape switch
            {
                "flat" => 0.9 - (0.0005 * i),
                "equal" => 0.9,
                _ => 0.8 + (0.1 * random.NextDouble()),
            };
            var deviation = shape switch
            {
                "heteroscedastic" => Deviation * Math.Exp(0.5 * Normal(random)),
                "wild" => Deviation * Math.Exp(1.5 * Normal(random)),
                _ => Deviation,
            };
            metrics[i] = [.. Enumerable.Range(0, seeds).Select(_ => shape switch
            {
                "skewed" => truth[i] + (deviation * (4 - Gamma4(random)) / 2),
                "heavy" => truth[i] + (deviation * Normal(random) * Math.Sqrt(2 / Gamma4(random) * 1.5)),
                "fine ties" => Math.Round((truth[i] + (0.003 * Normal(random))) * 1000) / 1000,
                "coarse ties" => Math.Round((truth[i] + (0.003 * Normal(random))) * 250) / 250,
                _ => truth[i] + (deviation * Normal(random)),
            })];
            truth[i] = shape switch
            {
                "fine ties" => MeanOfRounded(truth[i], 0.003, 1000),
                "coarse ties" => MeanOfRounded(truth[i], 0.003, 250),
                _ => truth[i],
            };
        }

        return new Study(truth, metrics);
    }

    /// <summary>A binomial draw as a share.</summary>
    public static double Share(double probability, int images, Random random)
    {
        var right = 0;
        for (var i = 0; i < images; i++)
        {
            right += random.NextDouble() < probability ? 1 : 0;
        }

        return (double)right / images;
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A gamma draw of shape 4: mean 4, variance 4, skewness 1; twice it is chi-squared with 8 degrees of freedom.</summary>
    private static double Gamma4(Random random)
    {
        var product = 1.0;
        for (var i = 0; i < 4; i++)
        {
            product *= 1 - random.NextDouble();
        }

        return -Math.Log(product);
    }

    private static double MeanOfRounded(double mean, double deviation, int steps)
    {
        var sum = 0.0;
        for (var k = (int)((mean - (8 * deviation)) * steps); k <= (mean + (8 * deviation)) * steps + 1; k++)
        {
            sum += k * (Below((k + 0.5) / steps) - Below((k - 0.5) / steps));
        }

        return sum / steps;

        double Below(double value) => Distributions.NormalProbability((value - mean) / deviation);
    }
}
