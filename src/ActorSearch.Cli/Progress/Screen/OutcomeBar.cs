using ActorSearch.Core.Trials;

namespace ActorSearch.Cli.Progress.Screen;

/// <summary>A bar of a whole search: what ended well, what ended otherwise, what runs, what waits.</summary>
internal static class OutcomeBar
{
    /// <summary>The pieces of the bar, which fill the cells exactly.</summary>
    public static IEnumerable<(string Text, Tone Tone)> Pieces(ProgressState state, int cells, ScreenGlyphs glyphs)
    {
        var good = state.Counts.Where(c => c.Key is TrialOutcome.Completed or TrialOutcome.Stopped).Sum(c => c.Value);
        var bad = state.Counts.GetValueOrDefault(TrialOutcome.Failed);
        var other = state.Done - good - bad;
        var running = Math.Min(state.Workers.Values.Count(w => w is not null), state.Total - state.Done);
        var (from, trials) = (0, 0);
        foreach (var (count, glyph, tone) in new[]
        {
            (good, glyphs.Full, Tone.Good), (other, glyphs.Full, Tone.Odd), (bad, glyphs.Full, Tone.Bad),
            (running, glyphs.Running, Tone.Accent), (state.Total - state.Done - running, glyphs.Empty, Tone.Faint),
        })
        {
            trials += count;

            // By sums, so that rounding never makes the bar longer or shorter; and never full before the end.
            var to = state.Total == 0 ? 0 : (int)((long)cells * trials / state.Total);
            yield return (new string(glyph, to - from), tone);
            from = to;
        }

        yield return (new string(glyphs.Full, state.Total == 0 ? cells : 0), Tone.Good);
    }
}
