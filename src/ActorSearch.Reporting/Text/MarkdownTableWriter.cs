using System.Text;

namespace ActorSearch.Reporting.Text;

/// <summary>Draws a table as GitHub's Markdown.</summary>
public static class MarkdownTableWriter
{
    /// <summary>Writes a table.</summary>
    public static void Write(TextTable table, TextWriter output)
    {
        WriteRow(table.Columns.Select(c => Escape(c.Header)), output);
        WriteRow(table.Columns.Select(c => c.IsNumber ? "---:" : "---"), output);
        foreach (var row in table.Rows)
        {
            WriteRow(row.Select(Escape), output);
        }
    }

    /// <summary>The text with everything escaped that Markdown would read as its own: it can end no cell, and be no link, image or tag.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '\\' or '|' or '`' or '*' or '[' or ']' or '~':
                case '_' when !IsInsideWord(text, i):
                    escaped.Append('\\').Append(text[i]);
                    break;
                default:
                    escaped.Append(text[i]);
                    break;
            }
        }

        return escaped.ToString();
    }

    private static bool IsInsideWord(string text, int at) =>
        at > 0 && at < text.Length - 1 && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]);

    private static void WriteRow(IEnumerable<string> cells, TextWriter output)
    {
        output.Write("| ");
        output.Write(string.Join(" | ", cells));
        output.WriteLine(" |");
    }
}
