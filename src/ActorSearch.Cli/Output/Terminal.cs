using Spectre.Console;

namespace ActorSearch.Cli.Output;

/// <summary>Where the command's output goes, and what it can show.</summary>
/// <param name="Out">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="IsInteractive">Whether standard output is a terminal that can move its cursor.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, bool IsInteractive)
{
    /// <summary>Standard output as bytes.</summary>
    public Func<Stream> OpenOut { get; init; } = Console.OpenStandardOutput;

    /// <summary>Columns to keep tables to; null where nobody looks at a terminal.</summary>
    public int? Width => IsInteractive && Console.WindowWidth > 0 ? Console.WindowWidth : null;

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        var isDumb = Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        return new Terminal(Console.Out, Console.Error, !Console.IsOutputRedirected && !isDumb);
    }

    /// <summary>A console that draws in colour, unless NO_COLOR says otherwise.</summary>
    public IAnsiConsole OpenDisplay() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes,
        ColorSystem = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        Interactive = InteractionSupport.No,
        Out = new AnsiConsoleOutput(Out),
    });
}
