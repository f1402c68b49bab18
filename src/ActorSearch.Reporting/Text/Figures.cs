using System.Globalization;

namespace ActorSearch.Reporting.Text;

/// <summary>Numbers as text, the same in every culture.</summary>
public static class Figures
{
    /// <summary>What stands for a value that there is none of.</summary>
    public const string None = "-";

    private static readonly string[] Prefixes = ["", " k", " M", " G", " T", " P", " E", " Z", " Y"];
    private static readonly string[] ByteUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>A metric for people: four decimals, or scientific where these would say nothing.</summary>
    public static string Metric(double? value) => value switch
    {
        null => None,
        0 => "0.0000",
        var v when double.IsFinite(v.Value) && (Math.Abs(v.Value) >= 1e6 || Math.Abs(v.Value) < 1e-4) => v.Value.ToString("0.000e+0", CultureInfo.InvariantCulture),
        var v => v.Value.ToString("F4", CultureInfo.InvariantCulture),
    };

    /// <summary>A count with its thousands apart.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>So many of something: <c>1 trial</c>, <c>1,200 trials</c>.</summary>
    public static string Counted(long value, string one) => $"{Count(value)} {one}{(value == 1 ? string.Empty : "s")}";

    /// <summary>Seconds with one decimal.</summary>
    public static string Seconds(double? value) => value?.ToString("F1", CultureInfo.InvariantCulture) ?? None;

    /// <summary>Seconds with three digits, for times that may be far below one.</summary>
    public static string ShortSeconds(double? value) => value switch
    {
        null => None,
        >= 99.95 or 0 => value.Value.ToString("F0", CultureInfo.InvariantCulture),
        >= 9.995 => value.Value.ToString("F1", CultureInfo.InvariantCulture),
        >= 0.9995 => value.Value.ToString("F2", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("F3", CultureInfo.InvariantCulture),
    };

    /// <summary>A share as a percentage with one decimal.</summary>
    public static string Percent(double? share) => share is { } s ? (100 * s).ToString("F1", CultureInfo.InvariantCulture) + " %" : None;

    /// <summary>A number so that reading it back gives the same bits; empty for none.</summary>
    public static string Exact(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>A whole number; empty for none.</summary>
    public static string Exact(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

    /// <summary>A point in time, in UTC, to the second.</summary>
    public static string Time(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? None;

    /// <summary>A large number with three digits and a prefix: <c>12.3 M</c>.</summary>
    public static string Large(double value)
    {
        var step = 0;
        while (value >= 999.5 && step < Prefixes.Length - 1)
        {
            value /= 1000;
            step++;
        }

        return value.ToString("G3", CultureInfo.InvariantCulture) + Prefixes[step];
    }

    /// <summary>Bytes with three digits and a unit: <c>12.3 MiB</c>.</summary>
    public static string Bytes(long bytes)
    {
        double value = bytes;
        var step = 0;
        while (value >= 999.5 && step < ByteUnits.Length - 1)
        {
            value /= 1024;
            step++;
        }

        return value.ToString("G3", CultureInfo.InvariantCulture) + " " + ByteUnits[step];
    }
}
