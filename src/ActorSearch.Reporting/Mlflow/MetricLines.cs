using System.Globalization;
using System.Text;

namespace ActorSearch.Reporting.Mlflow;

/// <summary>The files of a run's figures: a line a value, <c>milliseconds value step</c>.</summary>
internal sealed class MetricLines
{
    private readonly Dictionary<string, StringBuilder> _files = new(StringComparer.Ordinal);

    /// <summary>The files by name. There is none without a line: MLflow fails at an empty one.</summary>
    public IReadOnlyDictionary<string, string> Files => _files.ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);

    /// <summary>Adds a value, if there is one.</summary>
    public void Add(string name, DateTimeOffset at, double? value, long step)
    {
        if (value is not { } number)
        {
            return;
        }

        if (!_files.TryGetValue(name, out var lines))
        {
            _files[name] = lines = new StringBuilder();
        }

        lines.Append(CultureInfo.InvariantCulture, $"{Milliseconds(at)} {Text(number)} {step}\n");
    }

    /// <summary>Milliseconds since 1970, in UTC; MLflow takes none before.</summary>
    public static long Milliseconds(DateTimeOffset at) => Math.Max(0, at.ToUnixTimeMilliseconds());

    /// <summary>A number as Python writes it, so that reading it back gives the same bits.</summary>
    private static string Text(double value) => value switch
    {
        double.NaN => "nan",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e'),
    };
}
