using System.Collections.Immutable;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Progress.Screen;

/// <summary>
/// The varied hyperparameters as columns, the same at every moment of a search. Where room is scarce names are cut to
/// their first letters; values never are.
/// </summary>
internal sealed class ValueColumns
{
    private const string Gap = "  ";

    /// <summary>Letters that names may be cut to, the most first.</summary>
    private static readonly ImmutableArray<int> NameLengths = [int.MaxValue, 8, 6, 4];

    private readonly ImmutableArray<(string Name, int Width)> _columns;

    private ValueColumns(ImmutableArray<(string Name, int Width)> columns) => _columns = columns;

    /// <summary>Cells of all columns.</summary>
    public int Width => _columns.Sum(c => c.Width + Gap.Length);

    /// <summary>The names.</summary>
    public string Names => Line(name => name);

    /// <summary>The columns with the longest names that find room; null where there is none even for the shortest.</summary>
    public static ValueColumns? Fit(ProgressState state, int room) => NameLengths
        .Select(length => new ValueColumns([.. state.Setting.VariedNames.Select((name, i) =>
            (name, Math.Max(Math.Min(name.Length, length), state.ValueWidths[i])))]))
        .FirstOrDefault(columns => columns.Width <= room);

    /// <summary>A trial's values; a dash where one does not apply.</summary>
    public string Values(TrialPlan plan) => Line(name => plan.Config.Get(name)?.ToString() ?? Figures.None);

    private string Line(Func<string, string> textOf) => string.Concat(_columns.Select(c =>
    {
        var text = SafeText.OneLine(textOf(c.Name));
        return Gap + text[..Math.Min(text.Length, c.Width)].PadRight(c.Width);
    }));
}
