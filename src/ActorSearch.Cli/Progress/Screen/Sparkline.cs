namespace ActorSearch.Cli.Progress.Screen;

/// <summary>A curve in one line of text.</summary>
internal static class Sparkline
{
    /// <summary>
    /// The values from the lowest to the highest among them, a character each; of more values than cells, the last of
    /// each stretch. Empty below two values, without heights to draw with, and where a value is no number.
    /// </summary>
    public static string Of(IReadOnlyList<double> values, int cells, string steps)
    {
        if (values.Count < 2 || steps.Length == 0 || cells < 2 || !values.All(double.IsFinite))
        {
            return string.Empty;
        }

        var (low, high) = (values.Min(), values.Max());
        var count = Math.Min(cells, values.Count);
        return string.Create(count, (values, low, high, steps), static (line, of) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                var value = of.values[((i + 1) * of.values.Count / line.Length) - 1];

                // Halves, since the distance of two finite numbers may be infinite.
                var height = of.high > of.low ? ((value / 2) - (of.low / 2)) / ((of.high / 2) - (of.low / 2)) : 0;
                line[i] = of.steps[(int)Math.Round(height * (of.steps.Length - 1))];
            }
        });
    }
}
