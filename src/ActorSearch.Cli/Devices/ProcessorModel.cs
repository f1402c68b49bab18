namespace ActorSearch.Cli.Devices;

/// <summary>What the machine's processor is called.</summary>
internal static class ProcessorModel
{
    /// <summary>Its name; empty where the machine does not tell.</summary>
    public static string Read()
    {
        try
        {
            return Parse(File.ReadLines("/proc/cpuinfo"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return string.Empty;
        }
    }

    /// <summary>The name in the lines of <c>/proc/cpuinfo</c>.</summary>
    public static string Parse(IEnumerable<string> lines) => lines
        .Select(l => l.Split(':', 2, StringSplitOptions.TrimEntries))
        .Where(p => p is ["model name", _])
        .Select(p => p[1])
        .FirstOrDefault(string.Empty);
}
