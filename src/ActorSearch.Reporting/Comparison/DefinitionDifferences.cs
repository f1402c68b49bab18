using System.Collections.Immutable;
using System.Globalization;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Reporting.Effects;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Comparison;

/// <summary>
/// Finds what two studies define differently: what all their trials have in common, then the hyperparameters. What a
/// hyperparameter is in the trials counts, not how the file says it: one level is a setting, several are a dimension.
/// </summary>
internal static class DefinitionDifferences
{
    public static ImmutableArray<DefinitionDifference> Of(StudyReport first, StudyReport second) =>
    [
        .. Common(first).Zip(Common(second), (a, b) => (a.Name, First: a.Text, Second: b.Text))
            .Concat(Counted(first.Definition, second.Definition))
            .Where(d => d.First != d.Second)
            .Select(d => new DefinitionDifference(d.Name, Texts(d.First), Texts(d.Second))),
        .. Hyperparameters.All
            .Select(p => (p.Name, First: LevelsOf(first, p.Name), Second: LevelsOf(second, p.Name)))
            .Where(d => !d.First.SequenceEqual(d.Second, StringComparer.Ordinal))
            .Select(d => new DefinitionDifference(d.Name, d.First, d.Second)),
    ];

    /// <summary>Numbers of images, which not every store holds: one that is not known is no difference, and what both files state is said already.</summary>
    private static IEnumerable<(string Name, string First, string Second)> Counted(StudyDefinition first, StudyDefinition second) =>
        from count in new[]
        {
            (Name: "train_images", First: first.KnownTrainImages, Second: second.KnownTrainImages, AreStated: Both(first.DataSet.Train, second.DataSet.Train)),
            (Name: "validation_images", First: first.KnownValidationImages, Second: second.KnownValidationImages, AreStated: Both(first.DataSet.Validation, second.DataSet.Validation)),
        }
        where count is { First: not null, Second: not null, AreStated: false }
        select (count.Name, Text(count.First), Text(count.Second));

    private static bool Both(int? first, int? second) => first is not null && second is not null;

    private static ImmutableArray<string> Texts(string text) => text.Length == 0 ? [] : [text];

    private static IEnumerable<(string Name, string Text)> Common(StudyReport report)
    {
        var definition = report.Definition;
        yield return ("seed", definition.Seed.ToString(CultureInfo.InvariantCulture));
        yield return ("dataset", definition.DataSet.Name);
        yield return ("data_fingerprint", definition.DataFingerprint);
        foreach (var part in Of(definition.DataSet))
        {
            yield return part;
        }

        yield return ("image", definition.Image.ToString());
        yield return ("classes", Text(definition.Classes));
        yield return ("objective", ObjectiveOf(definition));
        yield return ("replicates", Text(report.Points.Select(p => p.Trials.Length).DefaultIfEmpty().Max()));
        yield return ("max_attempts", Text(definition.MaxAttempts));
        yield return ("curves", definition.Curves is { } curves ? string.Join(' ', CurvesOf(curves)) : string.Empty);
    }

    public static string ObjectiveOf(StudyDefinition definition) =>
        $"{definition.Objective.MetricName} {(definition.Objective.Maximize ? "max" : "min")}";

    private static IEnumerable<(string Name, string Text)> Of(DataSetSpec data)
    {
        yield return ("dataset.train", Text(data.Train));
        yield return ("dataset.validation", Text(data.Validation));
        yield return ("dataset.test", Text(data.Test));
        yield return ("dataset.resize", data.Resize?.ToString() ?? string.Empty);
        yield return ("dataset.normalise", data.Normalise is { } n ? $"mean {Numbers(n.Mean)}, std {Numbers(n.Deviation)}" : string.Empty);
        yield return ("dataset.validation_from", data.ValidationFromTest ? "test" : "train");
    }

    private static IEnumerable<string> CurvesOf(Core.Trials.Curves curves)
    {
        if (curves.EveryBatches is { } batches)
        {
            yield return FormattableString.Invariant($"every_batches={batches}");
        }

        if (curves.Test)
        {
            yield return "test=true";
        }
    }

    /// <summary>The values in force, numbers in their order; a point that the hyperparameter says nothing of has none.</summary>
    private static ImmutableArray<string> LevelsOf(StudyReport report, string name) =>
    [
        .. report.Points.Select(p => p.Config.Get(name)).OfType<ParameterValue>().Distinct()
            .OrderBy(v => new LevelKey(v))
            .Select(v => v.ToString()),
    ];

    private static string Numbers(ImmutableArray<double> numbers) =>
        string.Join(' ', numbers.Select(n => n.ToString("R", CultureInfo.InvariantCulture)));

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
