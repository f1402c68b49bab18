namespace ActorSearch.Reporting.Text;

/// <summary>Writes lines of comma-separated values (RFC 4180), each ended by CR LF.</summary>
public static class CsvLine
{
    /// <summary>Writes one record.</summary>
    public static void Write(IEnumerable<string> fields, TextWriter output)
    {
        var isFirst = true;
        foreach (var field in fields)
        {
            if (!isFirst)
            {
                output.Write(',');
            }

            isFirst = false;
            output.Write(field.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field);
        }

        output.Write("\r\n");
    }

    /// <summary>
    /// A text from outside as a field: on one line, and with an apostrophe before it where a spreadsheet would take
    /// it for a formula (OWASP, CSV injection).
    /// </summary>
    public static string Text(string text)
    {
        var line = SafeText.OneLine(text);
        return line.Length > 0 && line[0] is '=' or '+' or '-' or '@' ? $"'{line}" : line;
    }
}
