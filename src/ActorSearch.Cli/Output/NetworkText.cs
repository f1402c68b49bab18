using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Output;

/// <summary>Lines that came over a network, for a terminal.</summary>
internal static class NetworkText
{
    /// <summary>The line with nothing in it that could move a cursor; what it is indented by stays.</summary>
    public static string Line(string line) => line[..^line.TrimStart(' ').Length] + SafeText.OneLine(line.TrimStart(' '));
}
