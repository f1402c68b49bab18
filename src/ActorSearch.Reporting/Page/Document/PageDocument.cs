using System.Collections.Immutable;
using ActorSearch.Reporting.Measurements;
using ActorSearch.Reporting.Page.Document.Sections;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Page.Document;

/// <summary>
/// All that a study's page shows, as JSON (docs/REPORT.md describes it). Trials, their curves and the texts of both are kept
/// a row each, so that a live page can be sent those that changed; a trial keeps its row for the study's life.
/// </summary>
/// <param name="Version">Number of the study's events that are in it; 0 where what differs between runs is left out.</param>
/// <param name="Sections">Every other key, in their order.</param>
/// <param name="Trials">The rows of <c>trials</c>, in the order in which the grid is run.</param>
/// <param name="Curves">The rows of <c>curves</c>, in the same order.</param>
/// <param name="Texts">The rows of <c>texts</c>, in the order in which points and trials first spoke of them.</param>
/// <param name="CurvesAreThinned">Whether curves lack epochs, so that the page stays small.</param>
public sealed record PageDocument(
    long Version,
    ImmutableArray<PageSection> Sections,
    ImmutableArray<ReadOnlyMemory<byte>> Trials,
    ImmutableArray<ReadOnlyMemory<byte>> Curves,
    ImmutableArray<ReadOnlyMemory<byte>> Texts,
    bool CurvesAreThinned)
{
    /// <summary>The document's schema; a change of meaning takes a new one.</summary>
    public const string SchemaName = "actorsearch/page/1";

    private PageTexts TextPlaces { get; init; } = new();

    /// <summary>The document of a study.</summary>
    /// <param name="measurements">The study.</param>
    /// <param name="options">What of it; <see cref="ReportOptions.Top"/> and the width mean nothing here.</param>
    /// <param name="earlier">An earlier document of the same study, from which little is to change; null for none.</param>
    public static PageDocument Of(StudyMeasurements measurements, ReportOptions? options = null, PageDocument? earlier = null)
    {
        var texts = new PageTexts(earlier?.TextPlaces);
        var study = new PageStudy(measurements, options ?? ReportOptions.Default, texts);
        var (curves, thinned) = CurvesSection.Of(study);
        ImmutableArray<PageSection> sections =
        [
            new("study", PageJson.Value(json => StudySection.Write(json, study))),
            new("answer", PageJson.Value(json => AnswerSection.Write(json, study))),
            new("confidence", PageJson.Value(json => ConfidenceSection.Write(json, study))),
            new("dimensions", PageJson.Value(json => DimensionsSection.Write(json, study))),
            new("points", PageJson.Value(json => PointsSection.Write(json, study))),
            new("effects", PageJson.Value(json => EffectsSection.Write(json, study))),
            new("networks", PageJson.Value(json => NetworksSection.Write(json, study))),
            new("timeline", PageJson.Value(json => TimelineSection.Write(json, study))),
            new("provenance", PageJson.Value(json => ProvenanceSection.Write(json, study))),
        ];
        var trials = TrialsSection.Of(study);

        // The texts are complete only now.
        var version = study.Options.IncludeTimes ? measurements.Report.Events : 0;
        return new PageDocument(version, sections, [.. trials], [.. curves], texts.Rows, thinned) { TextPlaces = texts };
    }

    /// <summary>Writes the document as JSON, ASCII alone, in which nothing can end an HTML element.</summary>
    public void WriteTo(Stream output)
    {
        output.Write("{\"schema\":\""u8);
        output.Write(System.Text.Encoding.ASCII.GetBytes(SchemaName));
        output.Write("\",\"version\":"u8);
        output.Write(System.Text.Encoding.ASCII.GetBytes(Version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var section in Sections)
        {
            output.Write(",\""u8);
            output.Write(System.Text.Encoding.ASCII.GetBytes(section.Name));
            output.Write("\":"u8);
            output.Write(section.Json.Span);
        }

        output.Write(",\"trials\":{\"columns\":"u8);
        output.Write(TrialsSection.Columns);
        output.WriteByte((byte)',');
        WriteRows(output, Trials);
        output.Write(CurvesAreThinned ? ",\"curves\":{\"thinned\":true,"u8 : ",\"curves\":{\"thinned\":false,"u8);
        WriteRows(output, Curves);
        output.Write(",\"texts\":{"u8);
        WriteRows(output, Texts);
        output.WriteByte((byte)'}');
    }

    private static void WriteRows(Stream output, ImmutableArray<ReadOnlyMemory<byte>> rows)
    {
        output.Write("\"rows\":["u8);
        for (var i = 0; i < rows.Length; i++)
        {
            output.Write(i == 0 ? ""u8 : ",\n"u8);
            output.Write(rows[i].Span);
        }

        output.Write("]}"u8);
    }
}
