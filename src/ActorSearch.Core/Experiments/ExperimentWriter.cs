using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ActorSearch.Core.Experiments.Sections;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments;

/// <summary>Writes one configuration of a study as an experiment file of its own.</summary>
public static class ExperimentWriter
{
    private const string Suffix = "-best";

    /// <summary>
    /// An experiment of one point. Reading it back gives that point's trials with the identities and seeds that they have
    /// in the study, the same images, objective and measurements, and nothing else.
    /// </summary>
    /// <param name="definition">The study that the configuration comes from.</param>
    /// <param name="config">The configuration.</param>
    /// <param name="replicates">Seeds of the point, from 1.</param>
    /// <param name="comments">What people should know of it, a line each above the keys.</param>
    public static string Write(StudyDefinition definition, TrialConfig config, int replicates, IEnumerable<string> comments)
    {
        var text = new StringBuilder();
        foreach (var comment in comments)
        {
            text.Append("# ").Append(OneLine(comment)).Append('\n');
        }

        return text.Append(YamlText.Of(Root(definition, config, replicates))).ToString();
    }

    /// <summary>What such an experiment's study is called: <c>NAME-best</c>, NAME cut where the whole would be too long.</summary>
    public static string NameOf(string study)
    {
        var most = ExperimentReader.MaxStudyNameLength - Suffix.Length;
        var name = (study.Length > most ? study[..most] : study) + Suffix;

        // A store may hold what no file of today could name.
        return ExperimentReader.IsStudyName(name) ? name : "study" + Suffix;
    }

    private static YamlNode.Mapping Root(StudyDefinition definition, TrialConfig config, int replicates)
    {
        var objective = definition.Objective;
        return Keys(
            ("study", Plain(NameOf(definition.Name))),
            ("seed", Plain(definition.Seed.ToString(CultureInfo.InvariantCulture))),
            (DataSetSection.Name, DataSet(definition.DataSet)),
            (SpaceSections.Model, Stated(config, ParameterSection.Model)),
            (SpaceSections.Training, Stated(config, ParameterSection.Training)),
            ("replicates", Number(replicates)),
            ("objective", Keys(("metric", Plain(objective.MetricName)), ("mode", Plain(objective.Maximize ? "max" : "min")))),
            ("max_attempts", Number(definition.MaxAttempts)),
            ("curves", definition.Curves is { } curves ? Measured(curves) : null));
    }

    private static YamlNode.Mapping DataSet(DataSetSpec dataSet) => Keys(
        ("name", Plain(dataSet.Name)),
        ("path", dataSet.Path is { } path ? new YamlNode.Scalar(1, 1, path, IsPlain: false) : null),
        ("train", Number(dataSet.Train)),
        ("validation", Number(dataSet.Validation)),
        ("test", Number(dataSet.Test)),
        ("resize", dataSet.Resize is { } size ? List(size.Height, size.Width) : null),
        ("normalise", dataSet.Normalise is { } n ? Keys(("mean", Reals(n.Mean)), ("std", Reals(n.Deviation))) : null),
        ("validation_from", dataSet.ValidationFromTest ? Plain("test") : null));

    private static YamlNode.Mapping Measured(Curves curves) =>
        Keys(("every_batches", Number(curves.EveryBatches)), ("test", curves.Test ? Plain("true") : null));

    /// <summary>What the configuration states for a section, in the order in which people think of it.</summary>
    private static YamlNode.Mapping Stated(TrialConfig config, ParameterSection section) => Keys(
    [
        .. Hyperparameters.All
            .Where(p => p.Section == section)
            .Select(p => (p.Name, config.Find(p.Name) is { } value ? NodeOf(value) : null)),
    ]);

    private static YamlNode NodeOf(ParameterValue value) => value is ParameterValue.Integers list
        ? List([.. list.Values])
        : Plain(value.ToString());

    /// <summary>The keys that have a value; sections without any are left out.</summary>
    private static YamlNode.Mapping Keys(params ReadOnlySpan<(string Key, YamlNode? Value)> entries)
    {
        var given = ImmutableArray.CreateBuilder<(YamlNode.Scalar, YamlNode)>();
        foreach (var (key, value) in entries)
        {
            if (value is not (null or YamlNode.Mapping { Entries.IsEmpty: true }))
            {
                given.Add((Plain(key), value));
            }
        }

        return new YamlNode.Mapping(1, 1, given.ToImmutable());
    }

    private static YamlNode.Sequence List(params ReadOnlySpan<long> values)
    {
        var items = ImmutableArray.CreateBuilder<YamlNode>(values.Length);
        foreach (var value in values)
        {
            items.Add(Plain(value.ToString(CultureInfo.InvariantCulture)));
        }

        return new YamlNode.Sequence(1, 1, items.MoveToImmutable());
    }

    private static YamlNode.Sequence Reals(ImmutableArray<double> values) =>
        new(1, 1, [.. values.Select(v => Plain(v.ToString("R", CultureInfo.InvariantCulture)))]);

    private static YamlNode.Scalar? Number(int? value) => value is { } number ? Plain(number.ToString(CultureInfo.InvariantCulture)) : null;

    private static YamlNode.Scalar Plain(string text) => new(1, 1, text, IsPlain: true);

    /// <summary>A comment that stays one: no character of it ends the line, and all are such as YAML allows.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isText = Rune.GetUnicodeCategory(rune) is not (
                UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
            line.Append(isText ? rune.ToString() : " ");
        }

        return line.ToString();
    }
}
