using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Writing;

/// <summary>Plain text; sentences are broken at the width, if there is one.</summary>
internal sealed class PlainLayout(TextWriter output, int? width) : ReportLayout(output)
{
    public override void Title(string text) => Write(text);

    public override void Heading(string text)
    {
        Output.WriteLine();
        Write(text);
    }

    public override void Answer(string text) => Write(text);

    public override void Paragraph(string text)
    {
        Output.WriteLine();
        Write(text);
    }

    public override void Facts(IEnumerable<string> lines)
    {
        Output.WriteLine();
        foreach (var line in lines)
        {
            Output.WriteLine(line);
        }
    }

    public override void Table(TextTable table) => TextTableWriter.Write(table, Output, width);

    private void Write(string text)
    {
        foreach (var line in TextWrap.Lines(text, width))
        {
            Output.WriteLine(line);
        }
    }
}
