using System.Text.Json.Serialization;
using ActorSearch.Reporting.Comparison;
using ActorSearch.Reporting.Inspection;

namespace ActorSearch.Reporting.Writing;

/// <summary>Generated writers of the JSON reports; a figure that is no number is written as "NaN" or "Infinity".</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    WriteIndented = true,
    NewLine = "\n",
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(ValueDocumentConverter), typeof(ConfigDocumentConverter)])]
[JsonSerializable(typeof(StudyDocument))]
[JsonSerializable(typeof(TrialDocument))]
[JsonSerializable(typeof(MeasurementDocument))]
[JsonSerializable(typeof(ShowDocument))]
[JsonSerializable(typeof(PlanDocument))]
[JsonSerializable(typeof(StudiesDocument))]
[JsonSerializable(typeof(InspectionDocument))]
[JsonSerializable(typeof(ComparisonDocument))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
