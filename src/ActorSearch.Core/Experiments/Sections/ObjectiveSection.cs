using System.Collections.Immutable;
using ActorSearch.Core.Trials;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments.Sections;

/// <summary>Reads the <c>objective</c> section.</summary>
internal static class ObjectiveSection
{
    private const string Name = "objective";

    private static readonly ImmutableArray<string> Keys = ["metric", "mode"];

    /// <summary>What is looked for.</summary>
    public static Objective Read(YamlNode.Mapping root, Fields fields)
    {
        if (fields.Section(root, Name) is not { } section)
        {
            return Objective.Default;
        }

        fields.CheckKeys(section, Name, Keys);
        var metric = Objective.Default.Metric;
        if (fields.Text(section, "metric", Name, isRequired: true) is { } metricName
            && !Objective.MetricsByName.TryGetValue(metricName, out metric))
        {
            var problem = metricName.StartsWith("test_", StringComparison.Ordinal)
                ? "test data choose nothing, or the test would be no test"
                : Suggestion.For(metricName, [.. Objective.MetricsByName.Keys]);
            fields.Add(Fields.Find(section, "metric")!, $"{Name}.metric", $"'{Suggestion.Quote(metricName)}' is no metric to search by; {problem}");
        }

        var mode = fields.Text(section, "mode", Name, isRequired: false);
        if (mode is not (null or "max" or "min"))
        {
            fields.Add(Fields.Find(section, "mode")!, $"{Name}.mode", $"expected max or min, not '{Suggestion.Quote(mode)}'");
        }

        var isAccuracy = metric is Metric.TrainAccuracy or Metric.ValidationAccuracy;
        return new Objective(metric, mode is null ? isAccuracy : mode == "max");
    }
}
