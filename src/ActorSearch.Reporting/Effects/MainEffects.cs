using System.Collections.Immutable;

namespace ActorSearch.Reporting.Effects;

/// <summary>
/// Main effects over the grid. For a dimension with levels l of n_l trials, mean m_l each and grand mean m:
/// eta squared = sum over l of n_l (m_l - m)^2 / sum over trials of (y - m)^2
/// (Fisher, Statistical Methods for Research Workers, 1925, chapter 7; Cohen, Educational and Psychological
/// Measurement 33, 1973). On a full grid the dimensions' shares add up to at most 1, and what is left is interaction
/// and noise. Holes in the grid make dimensions share what they explain; each level says how many trials it lacks.
/// </summary>
public static class MainEffects
{
    /// <summary>The main effect of each dimension, the largest share first. The order of the observations changes no bit.</summary>
    /// <param name="names">The dimensions' names.</param>
    /// <param name="observations">All trials of the study, those without a metric included.</param>
    public static ImmutableArray<MainEffect> Of(ImmutableArray<string> names, IReadOnlyCollection<Observation> observations)
    {
        var values = observations.Where(Counts).Select(o => o.Value!.Value).ToArray();

        // The shares do not depend on the unit; with values of at most 1 the squares cannot overflow.
        var scale = values.Length == 0 ? 0 : values.Max(Math.Abs);
        scale = scale == 0 ? 1 : scale;
        var scaled = Array.ConvertAll(values, v => v / scale);
        var grandMean = Mean(scaled);
        var total = scaled.Order().Sum(v => (v - grandMean) * (v - grandMean));
        return [.. names
            .Select((name, i) => Of(name, i, observations, scale, grandMean, total))
            .OrderByDescending(e => e.Share ?? -1)];
    }

    private static MainEffect Of(
        string name, int dimension, IReadOnlyCollection<Observation> observations, double scale, double grandMean, double total)
    {
        var between = 0.0;
        var levels = ImmutableArray.CreateBuilder<LevelEffect>();
        foreach (var level in observations.GroupBy(o => new LevelKey(o.Levels[dimension])).OrderBy(g => g.Key))
        {
            var counted = level.Where(Counts).Select(o => o.Value!.Value).ToArray();
            var missing = level
                .Where(o => !Counts(o))
                .CountBy(o => o.Outcome, StringComparer.Ordinal)
                .OrderBy(c => c.Key, StringComparer.Ordinal);
            var scaledMean = Mean(Array.ConvertAll(counted, v => v / scale));
            between += counted.Length * (scaledMean - grandMean) * (scaledMean - grandMean);

            // Losses near the largest number have a mean, though their sum has none.
            var mean = Mean(counted) is var exact && double.IsFinite(exact) ? exact : scaledMean * scale;
            levels.Add(new LevelEffect(level.Key.Value, counted.Length == 0 ? null : mean, counted.Length, [.. missing]));
        }

        var means = levels.Where(l => l.Mean is not null).Select(l => l.Mean!.Value).ToArray();
        return means.Length < 2
            ? new MainEffect(name, null, null, levels.ToImmutable())
            : new MainEffect(name, total == 0 ? null : Math.Min(1, between / total), means.Max() - means.Min(), levels.ToImmutable());
    }

    private static bool Counts(Observation observation) => observation.Value is { } value && double.IsFinite(value);

    /// <summary>
    /// The mean, summed in the values' own order so that no other order shows in the last bits, and as distances from
    /// the least so that the mean of equal values is that value exactly.
    /// </summary>
    private static double Mean(double[] values)
    {
        if (values.Length == 0)
        {
            return 0;
        }

        Array.Sort(values);
        var least = values[0];
        return least + (values.Sum(v => v - least) / values.Length);
    }
}
