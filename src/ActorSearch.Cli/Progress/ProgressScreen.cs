using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Progress;

/// <summary>Lays the state of a search out as lines of a terminal. Pure.</summary>
internal static class ProgressScreen
{
    /// <summary>A longer bar tells no more.</summary>
    private const int MaxBarWidth = 100;

    /// <summary>Lines beside those of the workers.</summary>
    private const int OtherLines = 5;

    /// <summary>The lines of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="width">Columns of the terminal.</param>
    /// <param name="height">Rows of the terminal; workers that find no room are counted only.</param>
    /// <param name="isUnicode">Whether the terminal can show more than ASCII.</param>
    /// <param name="notice">Something to say at the end; null for nothing.</param>
    public static ImmutableArray<ScreenLine> Lines(ProgressState state, int width, int height, bool isUnicode, string? notice)
    {
        var lines = ImmutableArray.CreateBuilder<ScreenLine>();
        lines.Add(Head(state, width));
        lines.Add(Bar(state, width, isUnicode));
        AddWorkers(lines, state, width, Math.Max(height - OtherLines, 1));
        lines.Add(Counts(state, width));
        lines.Add(Best(state, width));
        if (notice is not null)
        {
            lines.Add(ScreenLine.Of(width, (notice, Tone.Strong)));
        }

        return lines.ToImmutable();
    }

    private static ScreenLine Head(ProgressState state, int width)
    {
        var percent = state.Total == 0 ? 100 : 100L * state.Done / state.Total;
        var left = state.Done == state.Total ? "done" : state.TimeLeft is { } time ? $"{Texts.Wait(time)} left" : "time left unknown";
        return ScreenLine.Of(
            width,
            (SafeText.OneLine(state.Definition.Name), Tone.Strong),
            (string.Create(CultureInfo.InvariantCulture, $"  {state.Done}/{state.Total}  {percent} %  "), Tone.Plain),
            (left, Tone.Faint));
    }

    private static ScreenLine Bar(ProgressState state, int width, bool isUnicode)
    {
        var (full, empty) = isUnicode ? ('━', '─') : ('#', '.');
        var cells = Math.Min(width, MaxBarWidth);
        var filled = state.Total == 0 ? cells : (int)((long)cells * state.Done / state.Total);
        return ScreenLine.Of(width, (new string(full, filled), Tone.Good), (new string(empty, cells - filled), Tone.Faint));
    }

    private static void AddWorkers(ImmutableArray<ScreenLine>.Builder lines, ProgressState state, int width, int room)
    {
        var shown = state.Workers.Count <= room ? state.Workers.Count : room - 1;

        // Where not all find room, those at work do first.
        var rows = shown == state.Workers.Count ? state.Workers.ToList() : [.. state.Workers.OrderBy(w => w.Value is null)];
        var nameWidth = rows.Take(shown).Select(w => w.Key.Length).DefaultIfEmpty().Max();
        foreach (var (name, running) in rows.Take(shown))
        {
            var lead = (name.PadRight(nameWidth) + "  ", Tone.Faint);
            lines.Add(running is null ? ScreenLine.Of(width, lead, ("idle", Tone.Faint)) : ScreenLine.Of(width, [lead, .. Trial(state, running)]));
        }

        if (state.Workers.Count > shown)
        {
            var working = rows.Skip(shown).Count(w => w.Value is not null);
            lines.Add(ScreenLine.Of(width, ($"and {state.Workers.Count - shown} more workers, {working} at work", Tone.Faint)));
        }
    }

    private static IEnumerable<(string, Tone)> Trial(ProgressState state, RunningTrial running)
    {
        var epochs = running.Plan.Config.GetInteger(ParameterNames.Epochs);
        yield return ($"{running.Plan.Id.Short}  ", Tone.Plain);
        if (running.LastEpoch is { } last)
        {
            var metric = state.Definition.Objective.Metric;
            yield return (string.Create(CultureInfo.InvariantCulture, $"epoch {last.Epoch}/{epochs}  "), Tone.Plain);
            yield return ($"{Texts.Metric(last.Get(metric))}  ", Tone.Strong);
        }
        else
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"epoch 0/{epochs}          "), Tone.Plain);
        }

        yield return (state.Describe(running.Plan), Tone.Faint);
        if (running.Attempt > 1)
        {
            yield return (string.Create(CultureInfo.InvariantCulture, $"  attempt {running.Attempt}"), Tone.Bad);
        }
    }

    private static ScreenLine Counts(ProgressState state, int width) => state.Counts.IsEmpty
        ? ScreenLine.Of(width, ("nothing ended yet", Tone.Faint))
        : ScreenLine.Of(width, state.Counts.SelectMany((c, i) => new[]
        {
            (i == 0 ? string.Empty : ", ", Tone.Faint),
            (string.Create(CultureInfo.InvariantCulture, $"{c.Value} {c.Key.Word()}"), ToneOf(c.Key)),
        }));

    private static Tone ToneOf(TrialOutcome outcome) => outcome switch
    {
        TrialOutcome.Completed => Tone.Good,
        TrialOutcome.Failed => Tone.Bad,
        _ => Tone.Plain,
    };

    private static ScreenLine Best(ProgressState state, int width) => state.Best is not { } best
        ? ScreenLine.Of(width, ("no best trial yet", Tone.Faint))
        : ScreenLine.Of(
            width,
            ("best ", Tone.Plain),
            (Texts.Metric(best.Value), Tone.Good),
            ($" {state.Definition.Objective.MetricName}  {best.Plan.Id.Short}  ", Tone.Plain),
            (state.Describe(best.Plan), Tone.Faint));
}
