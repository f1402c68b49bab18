using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Progress.Screen;

/// <summary>Lays the state of a search out as lines of a terminal. Pure.</summary>
internal static class ProgressScreen
{
    /// <summary>Lines beside those of the tables: head, bar, counts, and one kept free for a notice.</summary>
    private const int OtherLines = 4;

    /// <summary>With fewer lines for both tables there are no headings and no empty lines.</summary>
    private const int RoomyLines = 8;

    /// <summary>Lines that headings and empty lines take, of tables one above the other.</summary>
    private const int HeadingLines = 4;

    /// <summary>Tables narrower than this do not stand side by side.</summary>
    private const int MinPanelWidth = 78;

    private const int MaxLeaders = 10;
    private const int MaxLeadersBelow = 5;
    private const string PanelGap = "    ";

    /// <summary>The lines of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Rows of the terminal; workers that find no room are counted only.</param>
    /// <param name="isUnicode">Whether the terminal can show more than ASCII.</param>
    /// <param name="notice">Something to say at the end; null for nothing.</param>
    public static ImmutableArray<ScreenLine> Lines(ProgressState state, int width, int height, bool isUnicode, string? notice)
    {
        var glyphs = ScreenGlyphs.For(isUnicode);
        var room = Math.Max(height - OtherLines, 2);
        return
        [
            Head(state, width),
            ScreenLine.Of(width, OutcomeBar.Pieces(state, width, glyphs)),
            Counts(state, width),
            .. room < RoomyLines ? Dense(state, width, room, glyphs)
                : (width - PanelGap.Length) / 2 >= MinPanelWidth ? SideBySide(state, width, room, glyphs)
                : Stacked(state, width, room, glyphs),
            .. notice is null ? [] : new[] { ScreenLine.Of(width, (notice, Tone.Strong)) },
        ];
    }

    private static IEnumerable<ScreenLine> Dense(ProgressState state, int width, int room, ScreenGlyphs glyphs) =>
    [
        .. WorkerTable.Lines(state, width, room - 1, hasHeading: false, glyphs),
        .. LeaderTable.Lines(state, width, rows: 1, hasHeading: false),
    ];

    private static IEnumerable<ScreenLine> Stacked(ProgressState state, int width, int room, ScreenGlyphs glyphs)
    {
        // Workers that need little leave the rest to the leaders.
        var rows = room - HeadingLines;
        var leaders = Math.Min(Math.Max(rows - state.Workers.Count, rows / 3), MaxLeadersBelow);
        return
        [
            Empty,
            .. WorkerTable.Lines(state, width, rows - leaders, hasHeading: true, glyphs),
            Empty,
            .. LeaderTable.Lines(state, width, leaders, hasHeading: true),
        ];
    }

    private static IEnumerable<ScreenLine> SideBySide(ProgressState state, int width, int room, ScreenGlyphs glyphs)
    {
        var panel = (width - PanelGap.Length) / 2;
        var left = WorkerTable.Lines(state, panel, room - 2, hasHeading: true, glyphs).ToList();
        var right = LeaderTable.Lines(state, panel, Math.Min(room - 2, MaxLeaders), hasHeading: true).ToList();
        yield return Empty;
        for (var i = 0; i < Math.Max(left.Count, right.Count); i++)
        {
            var first = i < left.Count ? left[i] : Empty;
            yield return i < right.Count
                ? new ScreenLine([.. first.Pieces, (new string(' ', panel - first.Text.Length) + PanelGap, Tone.Plain), .. right[i].Pieces])
                : first;
        }
    }

    private static ScreenLine Empty { get; } = new([(" ", Tone.Plain)]);

    private static ScreenLine Head(ProgressState state, int width)
    {
        var percent = state.Total == 0 ? 100 : 100L * state.Done / state.Total;
        var left = state.Done == state.Total ? "done" : state.TimeLeft is { } time ? $"{Texts.Wait(time)} left" : "time left unknown";
        var name = SafeText.OneLine(state.Definition.Name);
        var done = string.Create(CultureInfo.InvariantCulture, $"  {state.Done}/{state.Total}  {percent} %  ");
        var where = $"{state.Definition.DataSet.Name} on {SafeText.OneLine(state.Setting.Device)}";
        var gap = width - name.Length - done.Length - left.Length - where.Length;
        return ScreenLine.Of(
            width,
            (name, Tone.Strong), (done, Tone.Plain), (left, Tone.Accent), (gap < 2 ? string.Empty : new string(' ', gap) + where, Tone.Faint));
    }

    private static ScreenLine Counts(ProgressState state, int width)
    {
        var running = state.Workers.Values.Count(w => w is not null);
        IEnumerable<(int Count, string Word, Tone Tone)> counts =
        [
            .. state.Counts.Select(c => (c.Value, c.Key.Word(), ToneOf(c.Key))),
            (running, "running", Tone.Accent),
            (Math.Max(state.Total - state.Done - running, 0), "waiting", Tone.Faint),
        ];
        return ScreenLine.Of(width, counts.Where(c => c.Count > 0).SelectMany((c, i) => new[]
        {
            (i == 0 ? string.Empty : ", ", Tone.Faint),
            (string.Create(CultureInfo.InvariantCulture, $"{c.Count} {c.Word}"), c.Tone),
        }));
    }

    private static Tone ToneOf(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Completed or TrialOutcome.Stopped => Tone.Good,
        TrialOutcome.Failed => Tone.Bad,
        _ => Tone.Odd,
    };
}
