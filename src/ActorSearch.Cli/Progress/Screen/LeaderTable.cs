using System.Globalization;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Progress.Screen;

/// <summary>The best points so far.</summary>
internal static class LeaderTable
{
    /// <summary>Lines of a heading and at most so many rows; of a single row without one, a sentence.</summary>
    public static IEnumerable<ScreenLine> Lines(ProgressState state, int width, int rows, bool hasHeading)
    {
        var leaders = state.Leaders(rows);
        var metric = state.Definition.Objective.MetricName;
        if (leaders.IsEmpty)
        {
            yield return ScreenLine.Of(width, ("no best trial yet", Tone.Faint));
            yield break;
        }

        if (!hasHeading)
        {
            yield return ScreenLine.Of(
                width,
                ("best ", Tone.Plain),
                (Texts.Metric(leaders[0].Mean), Tone.Good),
                ($" {metric}{Seeds(state, leaders[0], isSentence: true)}  {leaders[0].Plan.Id.Short}  ", Tone.Plain),
                (Describe(state, leaders[0]), Tone.Faint));
            yield break;
        }

        var leads = leaders.Select((p, i) => Lead(state, p, i)).ToList();
        var title = state.HasReplicates ? $"best so far, by mean {metric}" : $"best so far, by {metric}";
        var leadWidth = leads.Max(l => l.Rank.Length + l.Mean.Length + l.Tail.Length);
        var values = ValueColumns.Fit(state, width - Math.Max(leadWidth, title.Length));
        leadWidth = values is null ? leadWidth : Math.Max(leadWidth, title.Length);
        yield return ScreenLine.Of(width, (title.PadRight(values is null ? 0 : leadWidth), Tone.Faint), (values?.Names ?? string.Empty, Tone.Faint));
        for (var i = 0; i < leaders.Length; i++)
        {
            var (rank, mean, rest) = leads[i];
            yield return ScreenLine.Of(
                width,
                (rank, Tone.Faint),
                (mean, i == 0 ? Tone.Good : Tone.Strong),
                (rest.PadRight(Math.Max(leadWidth - rank.Length - mean.Length, 0)), Tone.Plain),
                (values?.Values(leaders[i].Plan).TrimEnd() ?? $"  {Describe(state, leaders[i])}", Tone.Plain));
        }
    }

    private static (string Rank, string Mean, string Tail) Lead(ProgressState state, LeadingPoint point, int index) => (
        string.Create(CultureInfo.InvariantCulture, $"{index + 1,2}  "),
        Texts.Metric(point.Mean),
        $"  {point.Plan.Id.Short}{Seeds(state, point, isSentence: false)}");

    private static string Seeds(ProgressState state, LeadingPoint point, bool isSentence) => state.HasReplicates
        ? $"{(isSentence ? " over " : "  ")}{Figures.Counted(point.Seeds, "seed")}"
        : string.Empty;

    private static string Describe(ProgressState state, LeadingPoint point) => state.Describe(point.Plan);
}
