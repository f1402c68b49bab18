using System.Globalization;

namespace ActorSearch.Cli.Progress;

/// <summary>Figures as people read them while a search runs.</summary>
internal static class Texts
{
    /// <summary>A metric: four decimals, or fewer significant figures where it is large.</summary>
    public static string Metric(double value) => double.IsNaN(value)
        ? "NaN"
        : value.ToString(Math.Abs(value) < 1000 ? "0.0000" : "0.###e+0", CultureInfo.InvariantCulture);

    /// <summary>Seconds of one trial: <c>3.2 s</c>.</summary>
    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    /// <summary>A time to wait: <c>40 s</c>, <c>3 min 20 s</c>, <c>2 h 5 min</c>, <c>3 d 4 h</c>.</summary>
    public static string Wait(TimeSpan time) => time switch
    {
        { TotalSeconds: < 59.5 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalMinutes: < 60 } => $"{time.Minutes} min {time.Seconds} s",
        { TotalHours: < 24 } => $"{time.Hours} h {time.Minutes} min",
        _ => $"{time.Days} d {time.Hours} h",
    };
}
