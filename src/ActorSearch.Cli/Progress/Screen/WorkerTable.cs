using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Space;

namespace ActorSearch.Cli.Progress.Screen;

/// <summary>What each worker trains.</summary>
internal static class WorkerTable
{
    private const int BarCells = 8;
    private const int CurveCells = 8;

    /// <summary>Lines of a heading (where there is room for one) and at most so many rows.</summary>
    /// <param name="state">The search.</param>
    /// <param name="width">Columns.</param>
    /// <param name="rows">Rows, the heading not among them; where not all workers find one, the last counts the others.</param>
    /// <param name="hasHeading">Whether there is a heading.</param>
    /// <param name="glyphs">What to draw with.</param>
    public static IEnumerable<ScreenLine> Lines(ProgressState state, int width, int rows, bool hasHeading, ScreenGlyphs glyphs)
    {
        // Where not all find room, those at work do first.
        var shown = state.Workers.Count <= rows ? state.Workers.Count : Math.Max(rows - 1, 0);
        var workers = shown == state.Workers.Count ? state.Workers.ToList() : [.. state.Workers.OrderBy(w => w.Value is null)];
        var nameWidth = workers.Take(shown).Select(w => w.Key.Length).Append("workers".Length).Max();
        var room = width - nameWidth - 2;
        var leads = Leads(curve: true);
        var values = ValueColumns.Fit(state, room - LeadWidth(leads));
        if (values is null || values.Width < (ValueColumns.Fit(state, int.MaxValue)?.Width ?? 0))
        {
            // Whole names come before curves.
            leads = Leads(curve: false);
            values = ValueColumns.Fit(state, room - LeadWidth(leads));
        }

        var leadWidth = LeadWidth(leads);
        if (hasHeading)
        {
            yield return ScreenLine.Of(
                width, ("workers".PadRight(nameWidth + 2 + (values is null ? 0 : leadWidth)), Tone.Faint), (values?.Names ?? string.Empty, Tone.Faint));
        }

        for (var i = 0; i < shown; i++)
        {
            var (name, running) = workers[i];
            yield return ScreenLine.Of(
                width,
                [
                    (name.PadRight(nameWidth) + "  ", Tone.Faint),
                    .. leads[i],
                    (running is null ? string.Empty : new string(' ', values is null ? 2 : leadWidth - LeadWidth([leads[i]])), Tone.Plain),
                    (running is null ? string.Empty : values?.Values(running.Plan).TrimEnd() ?? state.Describe(running.Plan), Tone.Plain),
                ]);
        }

        if (state.Workers.Count > shown)
        {
            var working = workers.Skip(shown).Count(w => w.Value is not null);
            yield return ScreenLine.Of(width, ($"and {state.Workers.Count - shown} more workers, {working} at work", Tone.Faint));
        }

        List<ImmutableArray<(string Text, Tone Tone)>> Leads(bool curve) =>
            [.. workers.Take(shown).Select(w => w.Value is null ? Idle : Lead(state, w.Value, glyphs, curve))];
    }

    private static ImmutableArray<(string Text, Tone Tone)> Idle { get; } = [("idle", Tone.Faint)];

    private static int LeadWidth(IEnumerable<ImmutableArray<(string Text, Tone Tone)>> leads) =>
        leads.Select(lead => lead.Sum(piece => piece.Text.Length)).DefaultIfEmpty().Max();

    private static ImmutableArray<(string Text, Tone Tone)> Lead(ProgressState state, RunningTrial running, ScreenGlyphs glyphs, bool curve)
    {
        var epochs = running.Plan.Config.GetInteger(ParameterNames.Epochs);
        var epoch = running.LastEpoch?.Epoch ?? 0;
        var count = epochs.ToString(CultureInfo.InvariantCulture);
        var filled = (int)Math.Min(BarCells, BarCells * epoch / Math.Max(epochs, 1));
        var metric = running.LastEpoch is { } last ? Texts.Metric(last.Get(state.Definition.Objective.Metric)) : string.Empty;
        var drawn = Sparkline.Of(running.Curve, CurveCells, glyphs.Steps);
        return
        [
            ($"{running.Plan.Id.Short}  ", Tone.Plain),
            (new string(glyphs.Full, filled), Tone.Accent),
            (new string(glyphs.Empty, BarCells - filled), Tone.Faint),
            (string.Create(CultureInfo.InvariantCulture, $" {epoch.ToString(CultureInfo.InvariantCulture).PadLeft(count.Length)}/{count}  "), Tone.Plain),
            (metric.PadRight(6), Tone.Strong),
            (curve && glyphs.Steps.Length > 0 ? $"  {drawn.PadRight(CurveCells)}" : string.Empty, Tone.Accent),
            (running.Attempt > 1 ? string.Create(CultureInfo.InvariantCulture, $"  attempt {running.Attempt}") : string.Empty, Tone.Bad),
        ];
    }
}
