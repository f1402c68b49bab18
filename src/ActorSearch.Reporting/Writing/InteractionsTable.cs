using System.Collections.Immutable;
using ActorSearch.Reporting.Effects;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Writing;

/// <summary>The strongest interactions as a table, each with its best pair of values.</summary>
internal static class InteractionsTable
{
    private const int Most = 10;

    /// <summary>The table; without rows where nothing can be told of any two dimensions.</summary>
    public static TextTable Of(StudyReport report)
    {
        ImmutableArray<TextColumn> columns =
        [
            new("dimensions"), new("share", IsNumber: true), new("best_pair"),
            new($"mean {report.Definition.Objective.MetricName}", IsNumber: true), new("trials", IsNumber: true),
        ];
        var levels = report.Effects.ToDictionary(e => e.Name, e => e.Levels, StringComparer.Ordinal);
        return new TextTable(columns, [.. Told(report).Take(Most).Select(interaction =>
        {
            var best = BestCell(report, interaction);
            var width = levels[interaction.Second].Length;
            return ImmutableArray.Create(
                $"{interaction.First} x {interaction.Second}",
                Figures.Percent(interaction.Share),
                best is { } at
                    ? $"{Text(levels[interaction.First][at / width])}, {Text(levels[interaction.Second][at % width])}"
                    : Figures.None,
                Figures.Metric(best is { } b ? interaction.Cells[b].Mean : null),
                best is { } c ? Figures.Count(interaction.Cells[c].Counted) : Figures.None);
        })]);
    }

    /// <summary>Number of interactions that could be shown.</summary>
    public static int Count(StudyReport report) => Told(report).Count();

    private static IEnumerable<Interaction> Told(StudyReport report) => report.Variance.Interactions.Where(i => i.Share is not null);

    private static int? BestCell(StudyReport report, Interaction interaction)
    {
        int? best = null;
        for (var i = 0; i < interaction.Cells.Length; i++)
        {
            if (interaction.Cells[i].Mean is { } mean
                && (best is not { } at || report.Definition.Objective.IsBetter(mean, interaction.Cells[at].Mean!.Value)))
            {
                best = i;
            }
        }

        return best;
    }

    private static string Text(LevelEffect level) => SafeText.OneLine(level.Level?.ToString() ?? Figures.None);
}
