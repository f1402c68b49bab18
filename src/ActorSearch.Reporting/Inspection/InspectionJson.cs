using System.Collections.Immutable;
using System.Text.Json;
using ActorSearch.Core.Inspection;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Inspection;

/// <summary>The figures of a look inside a network as one line of JSON; docs/INSPECT.md describes it.</summary>
public static class InspectionJson
{
    private const int MaxPairs = 30;

    /// <summary>The line.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="page">Where the page is.</param>
    public static string ToJson(InspectionReport report, string page)
    {
        var found = report.Found;
        var confusion = found.Confusion;
        var classes = Enumerable.Range(0, confusion.Classes).ToArray();
        return JsonSerializer.Serialize(
            new InspectionDocument(
                InspectionDocument.SchemaName,
                report.Trial.Definition.Name,
                report.Trial.Trial.Plan.Id.ToString(),
                page,
                found.Images,
                found.Loss,
                confusion.Accuracy,
                [.. classes.Select(k => new ClassDocument(report.ClassName(k), confusion.Labelled(k), confusion.Recall(k), confusion.Precision(k)))],
                confusion.Classes <= byte.MaxValue + 1
                    ? [.. classes.Select(label => classes.Select(answer => confusion[label, answer]).ToImmutableArray())]
                    : null,
                [.. confusion.MostConfused(MaxPairs).Select(p => new PairDocument(p.Label, p.Answer, p.Count, p.Share))],
                [.. found.Mistakes.Select(m => new MistakeDocument(
                    m.Prediction.Number, m.Prediction.Label, m.Prediction.Answer, m.Prediction.Loss, m.Prediction.Probability, m.Prediction.LabelProbability))],
                found.Robustness is { } robustness ? Of(robustness) : null),
            CompactJson.Context.InspectionDocument);
    }

    private static RobustnessDocument Of(Robustness robustness)
    {
        var shifts = robustness.Shifts;
        return new RobustnessDocument(
            robustness.Images,
            robustness.Accuracy,
            [.. from down in Enumerable.Range(-shifts.Reach, shifts.Side)
                from right in Enumerable.Range(-shifts.Reach, shifts.Side)
                select new ShiftDocument(down, right, shifts[down, right])],
            [.. robustness.Rotation.Select(p => new RotationDocument(p.Amount, p.Accuracy))],
            [.. robustness.Noise.Select(p => new NoiseDocument(p.Amount, p.Accuracy))]);
    }
}

internal sealed record InspectionDocument(
    string Schema,
    string Study,
    string Trial,
    string Page,
    int Images,
    double TestLoss,
    double TestAccuracy,
    ImmutableArray<ClassDocument> Classes,
    ImmutableArray<ImmutableArray<int>>? Confusion,
    ImmutableArray<PairDocument> MostConfused,
    ImmutableArray<MistakeDocument> Mistakes,
    RobustnessDocument? Robustness)
{
    public const string SchemaName = "actorsearch/inspection/1";
}

internal sealed record ClassDocument(string Name, int Images, double? Recall, double? Precision);

internal sealed record PairDocument(int Label, int Answer, int Count, double Share);

internal sealed record MistakeDocument(int Image, int Label, int Answer, double Loss, double Probability, double LabelProbability);

internal sealed record RobustnessDocument(
    int Images,
    double Accuracy,
    ImmutableArray<ShiftDocument> Shifts,
    ImmutableArray<RotationDocument> Rotation,
    ImmutableArray<NoiseDocument> Noise);

internal sealed record ShiftDocument(int Down, int Right, double Accuracy);

internal sealed record RotationDocument(int Degrees, double Accuracy);

internal sealed record NoiseDocument(int Deviation, double Accuracy);
