using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments.Sections;

/// <summary>Reads <c>model</c> and <c>training</c>, which fix hyperparameters, and <c>space</c>, which varies them.</summary>
internal static class SpaceSections
{
    public const string Model = "model";
    public const string Training = "training";
    public const string Space = "space";

    /// <summary>What is fixed and what varies.</summary>
    public static SearchSpace Read(YamlNode.Mapping root, Fields fields)
    {
        var fixedValues = new Dictionary<string, (ParameterValue Value, string Section)>(StringComparer.Ordinal);
        ReadFixed(root, ParameterSection.Model, fixedValues, fields);
        ReadFixed(root, ParameterSection.Training, fixedValues, fields);
        return new SearchSpace(
            [.. fixedValues.Select(f => KeyValuePair.Create(f.Key, f.Value.Value))], ReadDimensions(root, fixedValues, fields));
    }

    private static string NameOf(ParameterSection section) => section == ParameterSection.Model ? Model : Training;

    private static void ReadFixed(
        YamlNode.Mapping root, ParameterSection at, Dictionary<string, (ParameterValue, string)> values, Fields fields)
    {
        var section = NameOf(at);
        foreach (var (name, node) in fields.Section(root, section)?.Entries ?? [])
        {
            if (FindParameter(name, section, at, fields) is not { } parameter)
            {
                continue;
            }

            if (ValueReader.Read(node, parameter.Kind) is { } value)
            {
                values[name.Text] = (value, section);
            }
            else
            {
                fields.Add(node, $"{section}.{name.Text}", $"expected {parameter.Kind.Expected}, not {node.Describe}"
                    + (node is YamlNode.Sequence ? "; a key that varies stands in 'space'" : string.Empty));
            }
        }
    }

    private static ImmutableArray<Dimension> ReadDimensions(
        YamlNode.Mapping root, Dictionary<string, (ParameterValue Value, string Section)> fixedValues, Fields fields)
    {
        var dimensions = ImmutableArray.CreateBuilder<Dimension>();
        foreach (var (name, node) in fields.Section(root, Space)?.Entries ?? [])
        {
            if (FindParameter(name, Space, at: null, fields) is not { } parameter)
            {
                continue;
            }

            var path = $"{Space}.{name.Text}";
            if (fixedValues.TryGetValue(name.Text, out var other))
            {
                fields.Add(name, path, $"the key is fixed in '{other.Section}' as well; expected it in one of the two");
            }
            else if (node is not YamlNode.Sequence list)
            {
                fields.Add(node, path, $"expected a list of values, not {node.Describe}; one value alone stands in '{NameOf(parameter.Section)}'");
            }
            else if (list.Items.IsEmpty)
            {
                fields.Add(node, path, "the list is empty; expected at least one value");
            }
            else if (ReadLevels(list, parameter, path, fields) is { IsEmpty: false } levels)
            {
                dimensions.Add(new Dimension(name.Text, levels));
            }
        }

        return dimensions.ToImmutable();
    }

    private static ImmutableArray<ParameterValue> ReadLevels(YamlNode.Sequence list, Hyperparameter parameter, string path, Fields fields)
    {
        var values = ImmutableArray.CreateBuilder<ParameterValue>(list.Items.Length);
        var seen = new HashSet<ParameterValue>();
        foreach (var item in list.Items)
        {
            var value = ValueReader.Read(item, parameter.Kind);
            if (value is null)
            {
                fields.Add(item, path, $"expected {parameter.Kind.Expected}, not {item.Describe}");
            }
            else if (!seen.Add(value))
            {
                fields.Add(item, path, $"the value {value} stands twice in the list");
            }
            else
            {
                values.Add(value);
            }
        }

        return values.ToImmutable();
    }

    private static Hyperparameter? FindParameter(YamlNode.Scalar name, string section, ParameterSection? at, Fields fields)
    {
        var path = $"{section}.{Suggestion.Quote(name.Text)}";
        var parameter = Hyperparameters.Find(name.Text);
        if (parameter is null)
        {
            var known = Hyperparameters.All.Where(p => at is null || p.Section == at).Select(p => p.Name).ToArray();
            fields.Add(name, path, $"unknown key; {Suggestion.For(name.Text, known)}");
            return null;
        }

        if (at is not null && parameter.Section != at)
        {
            fields.Add(name, path, $"the key belongs to '{NameOf(parameter.Section)}', or to 'space' if it varies");
            return null;
        }

        return parameter;
    }
}
