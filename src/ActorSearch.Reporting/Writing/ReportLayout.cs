using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Writing;

/// <summary>How the parts of a report for people are set.</summary>
internal abstract class ReportLayout(TextWriter output)
{
    protected TextWriter Output { get; } = output;

    /// <summary>The title of the whole.</summary>
    public abstract void Title(string text);

    /// <summary>The title of a part.</summary>
    public abstract void Heading(string text);

    /// <summary>What to read if nothing else is read; stands right under the title.</summary>
    public abstract void Answer(string text);

    /// <summary>Sentences that stand apart from what is around them.</summary>
    public abstract void Paragraph(string text);

    /// <summary>Facts of one line each that stand together.</summary>
    public abstract void Facts(IEnumerable<string> lines);

    /// <summary>A table.</summary>
    public abstract void Table(TextTable table);

    /// <summary>A table of the first of so many rows, and how many are left out.</summary>
    public void Table(TextTable table, int count)
    {
        Table(table);
        if (table.Rows.Length < count)
        {
            Paragraph($"... and {Figures.Count(count - table.Rows.Length)} more.");
        }
    }
}
