using System.Globalization;

namespace ActorSearch.Cli.Devices;

/// <summary>How long the machine's processors were busy since its start, in ticks.</summary>
internal readonly record struct ProcessorTimes(long Busy, long All)
{
    /// <summary>Reads them; null where the machine does not tell.</summary>
    public static ProcessorTimes? Read()
    {
        try
        {
            return Parse(File.ReadAllText("/proc/stat"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads the first line of <c>/proc/stat</c>: user, nice, system, idle, waiting, interrupts, ...</summary>
    public static ProcessorTimes? Parse(string stat)
    {
        var fields = stat.Split('\n', 2)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 8 || fields[0] != "cpu")
        {
            return null;
        }

        // What comes behind the eighth is counted in the first two already.
        var times = fields[1..Math.Min(fields.Length, 9)]
            .Select(f => long.TryParse(f, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : 0).ToArray();
        var all = times.Sum();
        return new ProcessorTimes(all - times[3] - times[4], all);
    }

    /// <summary>How busy they were since then, in percent; null where no time has passed.</summary>
    public int? PercentSince(ProcessorTimes then) =>
        All > then.All ? (int)Math.Clamp(Math.Round(100.0 * (Busy - then.Busy) / (All - then.All)), 0, 100) : null;
}
