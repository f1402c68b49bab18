using System.Collections.Immutable;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments.Sections;

/// <summary>Reads the <c>dataset</c> section.</summary>
internal static class DataSetSection
{
    internal const string Name = "dataset";
    private const int MaxImages = 100_000_000;

    private static readonly ImmutableArray<string> Keys =
        ["name", "path", "train", "validation", "test", "resize", "normalise", "validation_from"];

    private static readonly ImmutableArray<string> Names = ["glyphs", "mnist", "fashion-mnist", "image-folder"];
    private static readonly ImmutableArray<string> ValidationSources = ["training", "test"];

    /// <summary>What the section says; null, with errors added, where it does not say which data set.</summary>
    public static DataSetSpec? Read(YamlNode.Mapping root, Fields fields)
    {
        if (fields.Section(root, Name) is not { } section)
        {
            if (Fields.Find(root, Name) is null)
            {
                fields.Add(root, Name, "missing; expected for example 'dataset: { name: glyphs }'");
            }

            return null;
        }

        fields.CheckKeys(section, Name, Keys);
        var name = fields.Text(section, "name", Name, isRequired: true);
        if (name is not null && !Names.Contains(name))
        {
            fields.Add(Fields.Find(section, "name")!, $"{Name}.name", $"'{Suggestion.Quote(name)}' is no data set; {Suggestion.For(name, Names)}");
        }

        var path = fields.Text(section, "path", Name, isRequired: false);
        if (name == "glyphs" && path is not null)
        {
            fields.Add(Fields.Find(section, "path")!, $"{Name}.path", "glyphs are drawn by the program and have no path; leave it out");
        }

        var train = (int?)fields.Number(section, "train", Name, 1, MaxImages);
        var validation = (int?)fields.Number(section, "validation", Name, 1, MaxImages);
        var test = (int?)fields.Number(section, "test", Name, 1, MaxImages);
        var resize = ReadResize(section, fields);
        var normalise = NormaliseSection.Read(section, Name, fields);
        var fromTest = ReadValidationSource(section, fields);
        if (name == "glyphs" && fromTest)
        {
            fields.Add(
                Fields.Find(section, "validation_from")!, $"{Name}.validation_from", "glyphs are drawn for each split and come from no test file; leave it out");
        }

        return name is null ? null : new DataSetSpec(name, path, train, validation, test, resize, normalise, fromTest);
    }

    private static PixelSize? ReadResize(YamlNode.Mapping section, Fields fields)
    {
        var size = Fields.Find(section, "resize") switch
        {
            null => (PixelSize?)null,
            YamlNode.Sequence { Items: [var height, var width] } when Side(height) is { } h && Side(width) is { } w => new PixelSize(h, w),
            YamlNode.Scalar one when Side(one) is { } side => new PixelSize(side, side),
            var other => Refused(other),
        };
        return size;

        PixelSize? Refused(YamlNode node)
        {
            fields.Add(node, $"{Name}.resize", $"expected a side from 1 to {PixelSize.MaxSide} pixels such as 64, or [height, width], not {node.Describe}");
            return null;
        }
    }

    private static int? Side(YamlNode node) => (int?)Fields.WholeNumber(node, 1, PixelSize.MaxSide);

    private static bool ReadValidationSource(YamlNode.Mapping section, Fields fields)
    {
        var from = fields.Text(section, "validation_from", Name, isRequired: false);
        if (from is not null && !ValidationSources.Contains(from))
        {
            fields.Add(
                Fields.Find(section, "validation_from")!,
                $"{Name}.validation_from",
                $"expected training or test, not '{Suggestion.Quote(from)}': the file that validation images are taken from");
        }

        return from == "test";
    }
}
