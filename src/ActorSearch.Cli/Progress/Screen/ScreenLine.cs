using System.Collections.Immutable;

namespace ActorSearch.Cli.Progress.Screen;

/// <summary>What a piece of text is, for the eye.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Faint,
    Good,
    Bad,
    Odd,
    Accent,
}

/// <summary>One line of the progress display, never wider than it may be. All its characters take one cell.</summary>
/// <param name="Pieces">Its text, first to last.</param>
internal sealed record ScreenLine(ImmutableArray<(string Text, Tone Tone)> Pieces)
{
    private const string Cut = "...";

    /// <summary>The whole text.</summary>
    public string Text => string.Concat(Pieces.Select(p => p.Text));

    /// <summary>A line cut to a width, with three dots where something is missing.</summary>
    public static ScreenLine Of(int width, params IEnumerable<(string Text, Tone Tone)> pieces)
    {
        var all = pieces.Where(p => p.Text.Length > 0).ToImmutableArray();
        if (all.Sum(p => p.Text.Length) <= width)
        {
            return new ScreenLine(all);
        }

        var room = Math.Max(width - Cut.Length, 0);
        var kept = ImmutableArray.CreateBuilder<(string, Tone)>();
        foreach (var (text, tone) in all)
        {
            var part = text.Length <= room ? text : text[..room];
            kept.Add((part, tone));
            room -= part.Length;
        }

        kept.Add((Cut[..Math.Min(Cut.Length, width)], Tone.Faint));
        return new ScreenLine([.. kept.Where(p => p.Item1.Length > 0)]);
    }
}
