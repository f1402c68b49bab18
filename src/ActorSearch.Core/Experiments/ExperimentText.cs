using System.Collections.Immutable;
using ActorSearch.Core.Experiments.Sections;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments;

/// <summary>
/// The text of an experiment, taken apart: the file's own document, whose sections <c>small</c> and <c>overrides</c>
/// change the others, and documents after it that hold <c>overrides</c> alone, as options of the command line become.
/// </summary>
internal sealed class ExperimentText
{
    private const string Study = "study";
    private const string Small = "small";
    private const string Overrides = "overrides";

    /// <summary>The file, the options of a command, and those of a command that was given such a text.</summary>
    private const int MaxDocuments = 8;

    private readonly YamlNode.Mapping _base;
    private readonly YamlNode.Mapping? _small;
    private readonly ImmutableArray<YamlNode.Mapping> _overrides;

    private ExperimentText(YamlNode.Mapping root, YamlNode.Mapping? small, ImmutableArray<YamlNode.Mapping> overrides, YamlNode? asked, int? optionsLine)
    {
        _base = root;
        _small = small;
        _overrides = overrides;
        SmallAsked = asked;
        OptionsLine = optionsLine;
    }

    /// <summary>Whether the file has a small size.</summary>
    public bool HasSmall => _small is not null;

    /// <summary>What asks for the small size; null where nothing does.</summary>
    public YamlNode? SmallAsked { get; }

    /// <summary>Line from which on the text is what options of a command line became; null where there were none.</summary>
    public int? OptionsLine { get; }

    /// <summary>Takes a text apart; null, with errors added, where that cannot be done.</summary>
    public static ExperimentText? Read(string text, List<YamlError> errors)
    {
        var fields = new Fields(errors);
        if (YamlTree.ReadAll(text, "expected at least 'study' and 'dataset'", errors, MaxDocuments) is not { } documents)
        {
            return null;
        }

        if (documents[0].Root is not YamlNode.Mapping root)
        {
            fields.Add(documents[0].Root, string.Empty, $"expected keys such as 'study:' and 'dataset:', not {documents[0].Root.Describe}");
            return null;
        }

        var overrides = ImmutableArray.CreateBuilder<YamlNode.Mapping>();
        for (var i = 0; i < documents.Length; i++)
        {
            var document = documents[i];
            if (document.Root is not YamlNode.Mapping keys || (i > 0 && keys is not { Entries: [{ Key.Text: Overrides }] }))
            {
                errors.Add(new YamlError(document.Line, document.Column, string.Empty, YamlDocument.OneMore));
                return null;
            }

            if (fields.Section(keys, Overrides) is { } section)
            {
                RefuseKeys(section, Overrides, [Overrides], "overrides have no overrides of their own", fields);
                overrides.Add(section);
            }
        }

        var small = fields.Section(root, Small);
        if (small is not null)
        {
            RefuseKeys(small, Small, [Study, Small, Overrides], "the small size has none of its own; its study is called as the file's, with '-small' after it", fields);
        }

        YamlNode? asked = null;
        foreach (var section in overrides)
        {
            asked = fields.Flag(section, Small, Overrides) switch
            {
                true => Fields.Find(section, Small),
                false => null,
                null => asked,
            };
        }

        return new ExperimentText(
            Without(root, [Small, Overrides]),
            small is null ? null : Without(small, [Study, Small, Overrides]),
            overrides.ToImmutable(),
            asked,
            documents.Length > 1 ? documents[1].Line : null);
    }

    /// <summary>The file as it stands after all changes.</summary>
    /// <param name="isSmall">Whether those of the small size are among them.</param>
    public YamlNode.Mapping Effective(bool isSmall)
    {
        var root = isSmall && _small is not null ? ExperimentMerge.Apply(_base, _small) : _base;
        return _overrides.Aggregate(root, (whole, section) => ExperimentMerge.Apply(whole, Without(section, [Small, Overrides])));
    }

    /// <summary>What follows the study's name: that of a small size is another study, unless its name is given.</summary>
    public string SuffixOf(bool isSmall) => isSmall && !_overrides.Any(o => Fields.Find(o, Study) is not null) ? "-small" : string.Empty;

    /// <summary>An error, with the option it comes from where it stands among options.</summary>
    public YamlError Attribute(YamlError error) => error.Line >= OptionsLine ? error with { Option = OptionOf(error.Key) } : error;

    /// <summary>The option that gives a key.</summary>
    public static string OptionOf(string key) => key switch
    {
        Small => "--small",
        "dataset.path" => "--data or --set dataset.path",
        "" => "--set",
        _ => $"--set {key}",
    };

    private static void RefuseKeys(YamlNode.Mapping section, string name, ImmutableArray<string> refused, string why, Fields fields)
    {
        foreach (var (key, _) in section.Entries.Where(e => refused.Contains(e.Key.Text)))
        {
            fields.Add(key, $"{name}.{key.Text}", why);
        }
    }

    private static YamlNode.Mapping Without(YamlNode.Mapping mapping, ImmutableArray<string> keys) =>
        mapping with { Entries = mapping.Entries.RemoveAll(e => keys.Contains(e.Key.Text)) };
}
