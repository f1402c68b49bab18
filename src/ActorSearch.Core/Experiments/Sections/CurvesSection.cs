using System.Collections.Immutable;
using ActorSearch.Core.Trials;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments.Sections;

/// <summary>Reads the <c>curves</c> section.</summary>
internal static class CurvesSection
{
    private const string Name = "curves";
    private const int MaxBatches = 1_000_000;

    private static readonly ImmutableArray<string> Keys = ["every_batches", "test"];

    /// <summary>What is measured along the way; null where the file asks for nothing.</summary>
    public static Curves? Read(YamlNode.Mapping root, Fields fields)
    {
        if (fields.Section(root, Name) is not { } section)
        {
            return null;
        }

        fields.CheckKeys(section, Name, Keys);
        var curves = new Curves(
            (int?)fields.Number(section, "every_batches", Name, 1, MaxBatches), fields.Flag(section, "test", Name) ?? false);
        return curves == new Curves() ? null : curves;
    }
}
