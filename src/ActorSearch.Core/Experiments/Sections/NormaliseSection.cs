using System.Collections.Immutable;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments.Sections;

/// <summary>Reads <c>normalise: { mean, std }</c>, each one number or one a channel.</summary>
internal static class NormaliseSection
{
    private static readonly ImmutableArray<string> Keys = ["mean", "std"];

    /// <summary>What it says; null where it is missing, or, with errors added, wrong.</summary>
    public static Normalisation? Read(YamlNode.Mapping dataSet, string section, Fields fields)
    {
        if (fields.Section(dataSet, "normalise", section) is not { } normalise)
        {
            return null;
        }

        var path = Fields.PathOf(section, "normalise");
        fields.CheckKeys(normalise, path, Keys);
        var mean = ReadNumbers(normalise, "mean", path, -Normalisation.Largest, fields);
        var std = ReadNumbers(normalise, "std", path, Normalisation.SmallestDeviation, fields);
        if (mean is not { } means || std is not { } deviations)
        {
            return null;
        }

        if (means.Length != deviations.Length && means.Length != 1 && deviations.Length != 1)
        {
            fields.Add(
                Fields.Find(normalise, "std")!,
                $"{path}.std",
                $"expected one number a channel, as 'mean' has, not {deviations.Length} beside {means.Length}");
            return null;
        }

        return new Normalisation(means, deviations);
    }

    private static ImmutableArray<double>? ReadNumbers(YamlNode.Mapping parent, string key, string path, double min, Fields fields)
    {
        if (Fields.Find(parent, key) is not { } node)
        {
            fields.Add(parent, Fields.PathOf(path, key), "missing; expected for example 'normalise: { mean: 0.5, std: 0.5 }'");
            return null;
        }

        ImmutableArray<YamlNode> items = node is YamlNode.Sequence list ? list.Items : [node];
        var numbers = items.Select(i => i is YamlNode.Scalar scalar ? ValueReader.RealNumber(scalar)?.Value : null).ToImmutableArray();
        if (numbers.Length is > 0 and <= Normalisation.MaxChannels && numbers.All(n => n >= min && n <= Normalisation.Largest))
        {
            return [.. numbers.Select(n => n!.Value)];
        }

        var bounds = FormattableString.Invariant($"from {min} to {Normalisation.Largest}");
        fields.Add(node, Fields.PathOf(path, key), $"expected a number {bounds}, or a list of one a channel, not {node.Describe}");
        return null;
    }
}
