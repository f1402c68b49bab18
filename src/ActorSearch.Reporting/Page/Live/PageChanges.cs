using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ActorSearch.Reporting.Page.Document;

namespace ActorSearch.Reporting.Page.Live;

/// <summary>What changes between two versions of a study's page. Pure.</summary>
public static class PageChanges
{
    /// <summary>
    /// What makes a document of an earlier one: <c>{"from","version","set","trials","curves","texts"}</c>, in which <c>set</c>
    /// has the members that changed, and the other three the rows that changed, by their place.
    /// </summary>
    /// <returns>
    /// The changes as UTF-8 on one line; null where they cannot be said in this way, and the document has to be read anew.
    /// </returns>
    public static byte[]? Between(PageDocument earlier, PageDocument later)
    {
        if (later.Trials.Length < earlier.Trials.Length
            || later.Curves.Length < earlier.Curves.Length
            || later.Texts.Length < earlier.Texts.Length
            || later.CurvesAreThinned != earlier.CurvesAreThinned
            || !later.Sections.Select(s => s.Name).SequenceEqual(earlier.Sections.Select(s => s.Name)))
        {
            return null;
        }

        using var output = new MemoryStream();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("from", earlier.Version);
            json.WriteNumber("version", later.Version);
            json.WriteStartObject("set");
            foreach (var (before, after) in earlier.Sections.Zip(later.Sections))
            {
                if (!after.Json.Span.SequenceEqual(before.Json.Span))
                {
                    json.WritePropertyName(after.Name);
                    json.WriteRawValue(after.Json.Span, skipInputValidation: true);
                }
            }

            json.WriteEndObject();
            WriteRows(json, "trials", earlier.Trials, later.Trials);
            WriteRows(json, "curves", earlier.Curves, later.Curves);
            WriteRows(json, "texts", earlier.Texts, later.Texts);
            json.WriteEndObject();
        }

        return output.ToArray();
    }

    private static void WriteRows(
        Utf8JsonWriter json, string name, ImmutableArray<ReadOnlyMemory<byte>> before, ImmutableArray<ReadOnlyMemory<byte>> after)
    {
        json.WriteStartObject(name);
        for (var i = 0; i < after.Length; i++)
        {
            if (i >= before.Length || !after[i].Span.SequenceEqual(before[i].Span))
            {
                json.WritePropertyName(i.ToString(CultureInfo.InvariantCulture));
                json.WriteRawValue(after[i].Span, skipInputValidation: true);
            }
        }

        json.WriteEndObject();
    }
}
