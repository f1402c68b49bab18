using System.Collections.Immutable;
using ActorSearch.Core.Experiments.Sections;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments;

/// <summary>Reads experiment files. Every error is collected, so that a person mends a file in one go.</summary>
public sealed class ExperimentReader
{
    /// <summary>Characters of the largest experiment file; a page of text is two thousand.</summary>
    public const int MaxCharacters = 1_000_000;

    internal const int MaxStudyNameLength = 100;
    private const int MaxReplicates = 1000;
    private const int MaxMaxAttempts = 100;

    private static readonly ImmutableArray<string> Keys =
    [
        "study", "seed", "dataset", "model", "space", "training", "replicates", "objective", "max_attempts", "curves", "small", "overrides",
    ];

    private readonly List<YamlError> _errors = [];
    private readonly Fields _fields;

    private ExperimentReader() => _fields = new Fields(_errors);

    /// <summary>What the name of a study looks like, for people.</summary>
    internal static string ExpectedStudyName { get; } =
        $"a study's name is at most {MaxStudyNameLength} letters, digits, '.', '_' and '-', and begins with a letter or digit";

    /// <summary>Whether a study may have this name.</summary>
    internal static bool IsStudyName(string name) =>
        name.Length is > 0 and <= MaxStudyNameLength && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    /// <summary>
    /// Reads the text of an experiment file, with what options of a command added to it. A small size is checked even
    /// where nobody asked for it, so that a slip is found early.
    /// </summary>
    public static ExperimentReading Read(string text)
    {
        if (text.Length > MaxCharacters)
        {
            return new ExperimentReading.Invalid(
                [new YamlError(1, 1, string.Empty, $"the file has {text.Length} characters; at most {MaxCharacters} are read")]);
        }

        var errors = new List<YamlError>();
        if (ExperimentText.Read(text, errors) is not { } parts)
        {
            return Invalid(errors);
        }

        var isSmall = parts.SmallAsked is not null;
        if (isSmall && !parts.HasSmall)
        {
            new Fields(errors).Add(parts.SmallAsked!, "small", "the file has no small size; expected a section 'small' that says what it changes");
        }

        var spec = Read(parts, isSmall, text, errors);
        if (!isSmall && parts.HasSmall)
        {
            _ = Read(parts, isSmall: true, text, errors);
        }

        return spec is not null && errors.Count == 0
            ? new ExperimentReading.Valid(spec)
            : Invalid(errors.Select(parts.Attribute));
    }

    private static ExperimentSpec? Read(ExperimentText parts, bool isSmall, string text, List<YamlError> errors)
    {
        var reader = new ExperimentReader();
        var spec = reader.ReadRoot(parts.Effective(isSmall), parts.SuffixOf(isSmall), text);
        errors.AddRange(reader._errors);
        return spec;
    }

    private static ExperimentReading.Invalid Invalid(IEnumerable<YamlError> errors) =>
        new([.. errors.Distinct().OrderBy(e => e.Line).ThenBy(e => e.Column)]);

    private ExperimentSpec? ReadRoot(YamlNode.Mapping root, string suffix, string source)
    {
        _fields.CheckKeys(root, string.Empty, Keys);
        var study = ReadStudyName(root, suffix);
        var dataSet = DataSetSection.Read(root, _fields);
        var space = SpaceSections.Read(root, _fields);
        var seed = _fields.Number(root, "seed", string.Empty, 0, long.MaxValue) ?? 0;
        var replicates = (int)(_fields.Number(root, "replicates", string.Empty, 1, MaxReplicates) ?? 1);
        var maxAttempts = (int)(_fields.Number(root, "max_attempts", string.Empty, 1, MaxMaxAttempts) ?? ExperimentSpec.DefaultMaxAttempts);
        var objective = ObjectiveSection.Read(root, _fields);
        var curves = CurvesSection.Read(root, _fields);
        if (space.PointCount > ExperimentSpec.MaxTrials / replicates)
        {
            _fields.Add(
                Fields.Find(root, SpaceSections.Space) ?? root,
                SpaceSections.Space,
                $"the grid has {space.PointCount} points of {replicates} replicates; at most {ExperimentSpec.MaxTrials} trials make a study");
        }

        return study is null || dataSet is null
            ? null
            : new ExperimentSpec(study, (ulong)seed, dataSet, space, replicates, objective, maxAttempts, source, curves);
    }

    private string? ReadStudyName(YamlNode.Mapping root, string suffix)
    {
        if (_fields.Text(root, "study", string.Empty, isRequired: true) is not { } study)
        {
            return null;
        }

        if (IsStudyName(study) && IsStudyName(study + suffix))
        {
            return study + suffix;
        }

        _fields.Add(
            Fields.Find(root, "study")!, "study", IsStudyName(study) ? $"{ExpectedStudyName}; with '{suffix}' after it this one is longer" : ExpectedStudyName);
        return null;
    }
}
