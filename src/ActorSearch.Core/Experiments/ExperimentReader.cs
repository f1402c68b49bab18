using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments;

/// <summary>Reads experiment files. Every error is collected, so that a person mends a file in one go.</summary>
public sealed class ExperimentReader
{
    /// <summary>Characters of the largest experiment file; a page of text is two thousand.</summary>
    public const int MaxCharacters = 1_000_000;

    private const int MaxStudyNameLength = 100;
    private const int MaxReplicates = 1000;
    private const int MaxMaxAttempts = 100;
    private const int MaxImages = 100_000_000;

    private static readonly ImmutableArray<string> TopKeys =
        ["study", "seed", "dataset", "model", "space", "training", "replicates", "objective", "max_attempts"];

    private static readonly ImmutableArray<string> DataSetKeys = ["name", "path", "train", "validation", "test"];
    private static readonly ImmutableArray<string> DataSetNames = ["glyphs", "mnist", "fashion-mnist", "image-folder"];
    private static readonly ImmutableArray<string> ObjectiveKeys = ["metric", "mode"];

    private readonly List<YamlError> _errors = [];

    private ExperimentReader()
    {
    }

    /// <summary>What the name of a study looks like, for people.</summary>
    internal static string ExpectedStudyName { get; } =
        $"a study's name is at most {MaxStudyNameLength} letters, digits, '.', '_' and '-', and begins with a letter or digit";

    /// <summary>Whether a study may have this name.</summary>
    internal static bool IsStudyName(string name) =>
        name.Length is > 0 and <= MaxStudyNameLength && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>Reads the text of an experiment file.</summary>
    public static ExperimentReading Read(string text)
    {
        if (text.Length > MaxCharacters)
        {
            return new ExperimentReading.Invalid(
                [new YamlError(1, 1, string.Empty, $"the file has {text.Length} characters; at most {MaxCharacters} are read")]);
        }

        var reader = new ExperimentReader();
        var spec = YamlTree.Read(text, "expected at least 'study' and 'dataset'", reader._errors) is { } root ? reader.ReadRoot(root, text) : null;
        return spec is not null && reader._errors.Count == 0
            ? new ExperimentReading.Valid(spec)
            : new ExperimentReading.Invalid([.. reader._errors.OrderBy(e => e.Line).ThenBy(e => e.Column)]);
    }

    private ExperimentSpec? ReadRoot(YamlNode node, string source)
    {
        if (node is not YamlNode.Mapping root)
        {
            Add(node, string.Empty, $"expected keys such as 'study:' and 'dataset:', not {node.Describe}");
            return null;
        }

        CheckKeys(root, string.Empty, TopKeys);
        var study = ReadStudyName(root);
        var dataSet = ReadDataSet(root);
        var fixedValues = new Dictionary<string, (ParameterValue Value, string Section)>(StringComparer.Ordinal);
        ReadFixed(root, "model", ParameterSection.Model, fixedValues);
        ReadFixed(root, "training", ParameterSection.Training, fixedValues);
        var space = new SearchSpace(
            [.. fixedValues.Select(f => KeyValuePair.Create(f.Key, f.Value.Value))], ReadDimensions(root, fixedValues));
        var seed = ReadNumber(root, "seed", string.Empty, 0, long.MaxValue) ?? 0;
        var replicates = (int)(ReadNumber(root, "replicates", string.Empty, 1, MaxReplicates) ?? 1);
        var maxAttempts = (int)(ReadNumber(root, "max_attempts", string.Empty, 1, MaxMaxAttempts) ?? ExperimentSpec.DefaultMaxAttempts);
        var objective = ReadObjective(root);
        if (space.PointCount > ExperimentSpec.MaxTrials / replicates)
        {
            Add(
                Find(root, "space") ?? root,
                "space",
                $"the grid has {space.PointCount} points of {replicates} replicates; at most {ExperimentSpec.MaxTrials} trials make a study");
        }

        return study is null || dataSet is null
            ? null
            : new ExperimentSpec(study, (ulong)seed, dataSet, space, replicates, objective, maxAttempts, source);
    }

    private string? ReadStudyName(YamlNode.Mapping root)
    {
        if (ReadText(root, "study", string.Empty, isRequired: true) is not { } study)
        {
            return null;
        }

        if (IsStudyName(study))
        {
            return study;
        }

        Add(Find(root, "study")!, "study", ExpectedStudyName);
        return null;
    }

    private DataSetSpec? ReadDataSet(YamlNode.Mapping root)
    {
        if (ReadSection(root, "dataset") is not { } section)
        {
            if (Find(root, "dataset") is null)
            {
                Add(root, "dataset", "missing; expected for example 'dataset: { name: glyphs }'");
            }

            return null;
        }

        CheckKeys(section, "dataset", DataSetKeys);
        var name = ReadText(section, "name", "dataset", isRequired: true);
        if (name is not null && !DataSetNames.Contains(name))
        {
            Add(Find(section, "name")!, "dataset.name", $"'{Suggestion.Quote(name)}' is no data set; {Suggestion.For(name, DataSetNames)}");
        }

        var path = ReadText(section, "path", "dataset", isRequired: false);
        if (name == "glyphs" && path is not null)
        {
            Add(Find(section, "path")!, "dataset.path", "glyphs are drawn by the program and have no path; leave it out");
        }

        var train = (int?)ReadNumber(section, "train", "dataset", 1, MaxImages);
        var validation = (int?)ReadNumber(section, "validation", "dataset", 1, MaxImages);
        var test = (int?)ReadNumber(section, "test", "dataset", 1, MaxImages);
        return name is null ? null : new DataSetSpec(name, path, train, validation, test);
    }

    private void ReadFixed(
        YamlNode.Mapping root, string key, ParameterSection at, Dictionary<string, (ParameterValue, string)> values)
    {
        if (ReadSection(root, key) is not { } section)
        {
            return;
        }

        foreach (var (name, node) in section.Entries)
        {
            if (FindParameter(name, key, at) is not { } parameter)
            {
                continue;
            }

            var path = $"{key}.{name.Text}";
            if (ValueReader.Read(node, parameter.Kind) is { } value)
            {
                values[name.Text] = (value, key);
            }
            else
            {
                Add(node, path, $"expected {parameter.Kind.Expected}, not {node.Describe}"
                    + (node is YamlNode.Sequence ? "; a key that varies stands in 'space'" : string.Empty));
            }
        }
    }

    private ImmutableArray<Dimension> ReadDimensions(
        YamlNode.Mapping root, Dictionary<string, (ParameterValue Value, string Section)> fixedValues)
    {
        var dimensions = ImmutableArray.CreateBuilder<Dimension>();
        foreach (var (name, node) in ReadSection(root, "space")?.Entries ?? [])
        {
            if (FindParameter(name, "space", at: null) is not { } parameter)
            {
                continue;
            }

            var path = $"space.{name.Text}";
            if (fixedValues.TryGetValue(name.Text, out var other))
            {
                Add(name, path, $"the key is fixed in '{other.Section}' as well; expected it in one of the two");
            }
            else if (node is not YamlNode.Sequence list)
            {
                Add(node, path, $"expected a list of values, not {node.Describe}; "
                    + $"one value alone stands in '{(parameter.Section == ParameterSection.Model ? "model" : "training")}'");
            }
            else if (list.Items.IsEmpty)
            {
                Add(node, path, "the list is empty; expected at least one value");
            }
            else if (ReadLevels(list, parameter, path) is { IsEmpty: false } levels)
            {
                dimensions.Add(new Dimension(name.Text, levels));
            }
        }

        return dimensions.ToImmutable();
    }

    private ImmutableArray<ParameterValue> ReadLevels(YamlNode.Sequence list, Hyperparameter parameter, string path)
    {
        var values = ImmutableArray.CreateBuilder<ParameterValue>(list.Items.Length);
        var seen = new HashSet<ParameterValue>();
        foreach (var item in list.Items)
        {
            var value = ValueReader.Read(item, parameter.Kind);
            if (value is null)
            {
                Add(item, path, $"expected {parameter.Kind.Expected}, not {item.Describe}");
            }
            else if (!seen.Add(value))
            {
                Add(item, path, $"the value {value} stands twice in the list");
            }
            else
            {
                values.Add(value);
            }
        }

        return values.ToImmutable();
    }

    private Hyperparameter? FindParameter(YamlNode.Scalar name, string section, ParameterSection? at)
    {
        var parameter = Hyperparameters.Find(name.Text);
        if (parameter is null)
        {
            var known = Hyperparameters.All.Where(p => at is null || p.Section == at).Select(p => p.Name).ToArray();
            Add(name, $"{section}.{Suggestion.Quote(name.Text)}", $"unknown key; {Suggestion.For(name.Text, known)}");
            return null;
        }

        if (at is not null && parameter.Section != at)
        {
            var home = parameter.Section == ParameterSection.Model ? "model" : "training";
            Add(name, $"{section}.{Suggestion.Quote(name.Text)}", $"the key belongs to '{home}', or to 'space' if it varies");
            return null;
        }

        return parameter;
    }

    private Objective ReadObjective(YamlNode.Mapping root)
    {
        if (ReadSection(root, "objective") is not { } section)
        {
            return Objective.Default;
        }

        CheckKeys(section, "objective", ObjectiveKeys);
        var metric = Objective.Default.Metric;
        if (ReadText(section, "metric", "objective", isRequired: true) is { } metricName
            && !Objective.MetricsByName.TryGetValue(metricName, out metric))
        {
            var problem = metricName.StartsWith("test_", StringComparison.Ordinal)
                ? "test data choose nothing, or the test would be no test"
                : Suggestion.For(metricName, [.. Objective.MetricsByName.Keys]);
            Add(Find(section, "metric")!, "objective.metric", $"'{Suggestion.Quote(metricName)}' is no metric to search by; {problem}");
        }

        var mode = ReadText(section, "mode", "objective", isRequired: false);
        if (mode is not (null or "max" or "min"))
        {
            Add(Find(section, "mode")!, "objective.mode", $"expected max or min, not '{Suggestion.Quote(mode)}'");
        }

        var isAccuracy = metric is Metric.TrainAccuracy or Metric.ValidationAccuracy;
        return new Objective(metric, mode is null ? isAccuracy : mode == "max");
    }

    private YamlNode.Mapping? ReadSection(YamlNode.Mapping root, string key)
    {
        switch (Find(root, key))
        {
            case null:
                return null;
            case YamlNode.Mapping section:
                return section;
            case var other:
                Add(other, key, $"expected keys with values under '{key}:', not {other.Describe}");
                return null;
        }
    }

    private string? ReadText(YamlNode.Mapping parent, string key, string path, bool isRequired)
    {
        var fullPath = path.Length == 0 ? key : $"{path}.{key}";
        switch (Find(parent, key))
        {
            case null when isRequired:
                Add(parent, fullPath, "missing");
                return null;
            case null:
                return null;
            case YamlNode.Scalar { IsNull: false, Text.Length: > 0 } scalar:
                return scalar.Text;
            case var other:
                Add(other, fullPath, $"expected a text, not {other.Describe}");
                return null;
        }
    }

    private long? ReadNumber(YamlNode.Mapping parent, string key, string path, long min, long max)
    {
        if (Find(parent, key) is not { } node)
        {
            return null;
        }

        if (node is YamlNode.Scalar scalar && ValueReader.WholeNumber(scalar) is ParameterValue.Integer { Value: var value }
            && value >= min && value <= max)
        {
            return value;
        }

        Add(node, path.Length == 0 ? key : $"{path}.{key}", $"expected a whole number from {min} to {max}, not {node.Describe}");
        return null;
    }

    private void CheckKeys(YamlNode.Mapping mapping, string path, ImmutableArray<string> known)
    {
        foreach (var (key, _) in mapping.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            Add(key, path.Length == 0 ? Suggestion.Quote(key.Text) : $"{path}.{Suggestion.Quote(key.Text)}", $"unknown key; {Suggestion.For(key.Text, known)}");
        }
    }

    private static YamlNode? Find(YamlNode.Mapping mapping, string key) =>
        mapping.Entries.FirstOrDefault(e => e.Key.Text == key).Value;

    private void Add(YamlNode node, string key, string message) =>
        _errors.Add(new YamlError(node.Line, node.Column, key, message));
}
