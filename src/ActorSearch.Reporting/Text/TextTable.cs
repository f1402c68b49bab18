using System.Collections.Immutable;

namespace ActorSearch.Reporting.Text;

/// <summary>
/// A table as plain cells, for whoever draws it: <see cref="TextTableWriter"/>, <see cref="MarkdownTableWriter"/>, or
/// a terminal library. Cells are safe to show: see <see cref="SafeText"/>.
/// </summary>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">One cell a column each.</param>
public sealed record TextTable(ImmutableArray<TextColumn> Columns, ImmutableArray<ImmutableArray<string>> Rows);
