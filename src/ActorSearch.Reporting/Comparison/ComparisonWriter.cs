using System.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Comparison;

/// <summary>Writes two studies side by side. The same comparison and options give the same bytes in every culture.</summary>
public static class ComparisonWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a comparison as UTF-8 without a byte-order mark.</summary>
    public static void Write(StudyComparison comparison, ComparisonFormat format, Stream output, ReportOptions options)
    {
        if (format == ComparisonFormat.Json)
        {
            ComparisonJson.Write(comparison, output, options);
            return;
        }

        using var text = new StreamWriter(output, Utf8, leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case ComparisonFormat.Table:
                new ComparisonText(comparison, options, new PlainLayout(text, options.Width)).Write();
                break;
            case ComparisonFormat.Markdown:
                new ComparisonText(comparison, options, new MarkdownLayout(text)).Write();
                break;
            case ComparisonFormat.Csv:
                ComparisonCsv.Write(comparison, text, options);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "no such format");
        }
    }

    /// <summary>The comparison as a text.</summary>
    public static string ToText(StudyComparison comparison, ComparisonFormat format, ReportOptions options)
    {
        using var bytes = new MemoryStream();
        Write(comparison, format, bytes, options);
        return Utf8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
