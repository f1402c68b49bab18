using System.Collections.Immutable;
using System.Text.Json.Serialization;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Comparison;

// The shapes of the JSON form, as docs/REPORT.md describes them. A name here is a promise: a change of meaning takes a
// new schema.
internal sealed record ComparisonDocument(
    string Schema,
    ComparedStudyDocument First,
    ComparedStudyDocument Second,
    bool Comparable,
    string Obstacle,
    ImmutableArray<DefinitionDifferenceDocument> Differences,
    BestDocument Best,
    PairedDocument Paired,
    IEnumerable<ComparedPairDocument> Points)
{
    public const string SchemaName = "actorsearch/comparison/1";
}

internal sealed record ComparedStudyDocument(
    string Study,
    ulong Seed,
    string Dataset,
    string DataFingerprint,
    ObjectiveDocument Objective,
    bool Complete,
    int Trials,
    int Points,
    OrderedDictionary<string, int> Counts,
    ComparedPointDocument? Best,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? MedianSeconds,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? TotalSeconds);

internal sealed record ComparedPointDocument(
    int? Rank,
    string Trial,
    double? Metric,
    double? Low,
    double? High,
    int Seeds,
    double? TestAccuracy,
    long Parameters,
    long MultiplyAccumulates,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? MedianSeconds,
    string Remark);

internal sealed record DefinitionDifferenceDocument(string Name, ImmutableArray<string> First, ImmutableArray<string> Second);

internal sealed record BestDocument(double? Difference, double? Reach, bool? Apart, string Statement);

internal sealed record PairedDocument(int Counted, int Better, int Worse, int Equal, double? Mean, double? Low, double? High);

internal sealed record ComparedPairDocument(
    string Point, ConfigDocument Values, double? Difference, ComparedPointDocument? First, ComparedPointDocument? Second);
