using System.Collections.Immutable;
using ActorSearch.Cli.Progress.Screen;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorSearch.Cli.Progress;

/// <summary>The live display of a terminal.</summary>
/// <param name="console">The terminal.</param>
/// <param name="notice">What to say below the rest at present; null for nothing.</param>
internal sealed class LiveView(IAnsiConsole console, Func<string?> notice) : ISearchView
{
    private LiveDisplayContext? _live;

    /// <inheritdoc />
    public void Around(Action loop) => console.Live(new Text(string.Empty)).Overflow(VerticalOverflow.Crop).Start(live =>
    {
        _live = live;
        loop();
    });

    /// <inheritdoc />
    public void Begin(ProgressState state) => Refresh(state);

    /// <inheritdoc />
    public void Refresh(ProgressState state)
    {
        var profile = console.Profile;
        _live?.UpdateTarget(Render(ProgressScreen.Lines(
            state, profile.Width, profile.Height, profile.Capabilities.Unicode, notice())));
    }

    /// <summary>Lines as Spectre draws them.</summary>
    internal static IRenderable Render(ImmutableArray<ScreenLine> lines) => new Rows(lines.Select(line =>
    {
        var paragraph = new Paragraph();
        foreach (var (text, tone) in line.Pieces)
        {
            paragraph.Append(text, StyleOf(tone));
        }

        return paragraph;
    }));

    private static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Faint => new Style(foreground: Color.Grey58),
        Tone.Good => new Style(foreground: Color.Green),
        Tone.Bad => new Style(foreground: Color.Red),
        Tone.Odd => new Style(foreground: Color.Yellow),
        Tone.Accent => new Style(foreground: Color.Aqua),
        _ => Style.Plain,
    };
}
