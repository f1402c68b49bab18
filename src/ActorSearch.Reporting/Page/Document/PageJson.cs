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
    /// <summary>Digits of a figure.</summary>
    public const int Digits = 5;

    /// <summary>Digits of a figure in a curve.</summary>
    public const int CurveDigits = 4;

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

    /// <summary>A figure; null for one that is missing or no number.</summary>
    public static void Figure(this Utf8JsonWriter json, double? value, int digits = Digits)
    {
        if (value is not { } figure || !double.IsFinite(figure))
        {
            json.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[32];
        figure = figure == 0 ? 0 : figure;
        figure.TryFormat(text, out var written, digits == CurveDigits ? "G4" : "G5", CultureInfo.InvariantCulture);
        json.WriteRawValue(text[..written], skipInputValidation: true);
    }

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
    public static void Line(this Utf8JsonWriter json, string text, int longest = int.MaxValue)
    {
        // Cut first: what makes a text safe takes time for every character of it, and a text may be megabytes.
        var line = SafeText.OneLine(text.Length > longest ? text[..longest] : text);
        json.WriteStringValue(text.Length > longest ? line + " ..." : line);
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
