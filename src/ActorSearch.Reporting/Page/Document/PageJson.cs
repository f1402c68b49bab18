using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Page.Document;

/// <summary>
/// Writes the page's JSON. Its text is ASCII, and the characters that mean something in HTML are escaped, so that nothing
/// in it can end the element that holds it; numbers are rounded to the digits that a page can show.
/// </summary>
internal static class PageJson
{
    private const int Digits = 5;
    private const int CurveDigits = 4;

    /// <summary>Digits that tell every number from every other.</summary>
    private const int AllDigits = 17;

    private static readonly string[] Formats =
        [.. Enumerable.Range(0, AllDigits + 1).Select(digits => string.Create(CultureInfo.InvariantCulture, $"G{digits}"))];

    // The default encoder lets nothing through that is not plain ASCII, and no <, >, & or quotation mark either.
    private static readonly JsonWriterOptions Options = new() { SkipValidation = true };

    /// <summary>The bytes of one value.</summary>
    public static byte[] Value(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            write(json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The bytes of each of many values.</summary>
    public static ReadOnlyMemory<byte>[] Values<T>(IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Options);
        var values = new ReadOnlyMemory<byte>[items.Count];
        for (var i = 0; i < values.Length; i++)
        {
            write(json, items[i]);
            json.Flush();
            values[i] = buffer.WrittenSpan.ToArray();
            buffer.ResetWrittenCount();
            json.Reset();
        }

        return values;
    }

    /// <summary>
    /// A figure with five digits; null for one that is missing or no number. A figure whose last digit would come out as a
    /// five has as many more as it takes to end otherwise: so whoever rounds it again, as the page does, comes to the same
    /// digits as who rounds the figure itself.
    /// </summary>
    public static void Figure(this Utf8JsonWriter json, double? value) => json.Rounded(value, Digits, isRoundedAgain: true);

    /// <summary>A figure of a curve, with four digits, which the page shows as they are.</summary>
    public static void CurveFigure(this Utf8JsonWriter json, double? value) => json.Rounded(value, CurveDigits, isRoundedAgain: false);

    private static void Rounded(this Utf8JsonWriter json, double? value, int digits, bool isRoundedAgain)
    {
        if (value is not { } figure || !double.IsFinite(figure))
        {
            json.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[32];
        figure = figure == 0 ? 0 : figure;
        int written;
        do
        {
            figure.TryFormat(text, out written, Formats[digits], CultureInfo.InvariantCulture);
            digits++;
        }
        while (isRoundedAgain && digits <= AllDigits && EndsInFive(text[..written]) && double.Parse(text[..written], CultureInfo.InvariantCulture) != figure);
        json.WriteRawValue(text[..written], skipInputValidation: true);
    }

    private static bool EndsInFive(ReadOnlySpan<byte> number) =>
        (number.IndexOf((byte)'E') is var exponent and >= 0 ? number[..exponent] : number)[^1] == (byte)'5';

    /// <summary>A figure under a name.</summary>
    public static void Figure(this Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        json.Figure(value);
    }

    /// <summary>A whole number; null for one that is missing.</summary>
    public static void Whole(this Utf8JsonWriter json, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    /// <summary>Text from outside on one line, cut where it is longer than anyone reads.</summary>
    public static void Line(this Utf8JsonWriter json, string text, int longest = int.MaxValue) =>
        json.WriteStringValue(LineOf(text, longest));

    /// <summary>A text as <see cref="Line(Utf8JsonWriter, string, int)"/> writes it.</summary>
    public static string LineOf(string text, int longest)
    {
        // Cut first: what makes a text safe takes time for every character of it, and a text may be megabytes.
        var line = SafeText.OneLine(text.Length > longest ? text[..longest] : text);
        return text.Length > longest ? line + " ..." : line;
    }

    /// <summary>Text from outside under a name, on one line.</summary>
    public static void Line(this Utf8JsonWriter json, string name, string text)
    {
        json.WritePropertyName(name);
        json.Line(text);
    }

    /// <summary>An array.</summary>
    public static void Array<T>(this Utf8JsonWriter json, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray();
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    /// <summary>An array under a name.</summary>
    public static void Array<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WritePropertyName(name);
        json.Array(items, write);
    }

    /// <summary>The names of a table's columns.</summary>
    public static void Columns(this Utf8JsonWriter json, IEnumerable<string> names) =>
        json.Array("columns", names, json.WriteStringValue);
}
