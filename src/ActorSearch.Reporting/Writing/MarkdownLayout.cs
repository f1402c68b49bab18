using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Writing;

/// <summary>GitHub's Markdown.</summary>
internal sealed class MarkdownLayout(TextWriter output) : ReportLayout(output)
{
    public override void Title(string text) => Output.WriteLine($"# {MarkdownTableWriter.Escape(text)}");

    public override void Heading(string text) => Block($"## {MarkdownTableWriter.Escape(text)}");

    public override void Answer(string text) => Block($"**{MarkdownTableWriter.Escape(text)}**");

    public override void Paragraph(string text) => Block(MarkdownTableWriter.Escape(text));

    public override void Facts(IEnumerable<string> lines) => Block(string.Join('\n', lines.Select(MarkdownTableWriter.Escape)));

    public override void Table(TextTable table)
    {
        Output.WriteLine();
        MarkdownTableWriter.Write(table, Output);
    }

    private void Block(string text)
    {
        Output.WriteLine();
        Output.WriteLine(text);
    }
}
