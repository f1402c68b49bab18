using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments.Sections;

/// <summary>Takes plain values out of keys, and collects what is wrong with them.</summary>
/// <param name="errors">Where errors are added.</param>
internal sealed class Fields(List<YamlError> errors)
{
    /// <summary>The value of a key, or null.</summary>
    public static YamlNode? Find(YamlNode.Mapping mapping, string key) =>
        mapping.Entries.FirstOrDefault(e => e.Key.Text == key).Value;

    /// <summary>A key with the section it stands in.</summary>
    public static string PathOf(string section, string key) => section.Length == 0 ? key : $"{section}.{key}";

    /// <summary>Adds an error.</summary>
    public void Add(YamlNode node, string key, string message) =>
        errors.Add(new YamlError(node.Line, node.Column, key, message));

    /// <summary>Adds an error for every key that is not known.</summary>
    public void CheckKeys(YamlNode.Mapping mapping, string section, ImmutableArray<string> known)
    {
        foreach (var (key, _) in mapping.Entries.Where(e => !known.Contains(e.Key.Text)))
        {
            Add(key, PathOf(section, Suggestion.Quote(key.Text)), $"unknown key; {Suggestion.For(key.Text, known)}");
        }
    }

    /// <summary>The keys under a key; null where it is missing, or wrong.</summary>
    public YamlNode.Mapping? Section(YamlNode.Mapping parent, string key, string section = "")
    {
        switch (Find(parent, key))
        {
            case null:
                return null;
            case YamlNode.Mapping found:
                return found;
            case var other:
                Add(other, PathOf(section, key), $"expected keys with values under '{key}:', not {other.Describe}");
                return null;
        }
    }

    /// <summary>A text; null where it is missing, or wrong.</summary>
    public string? Text(YamlNode.Mapping parent, string key, string section, bool isRequired)
    {
        switch (Find(parent, key))
        {
            case null when isRequired:
                Add(parent, PathOf(section, key), "missing");
                return null;
            case null:
                return null;
            case YamlNode.Scalar { IsNull: false, Text.Length: > 0 } scalar:
                return scalar.Text;
            case var other:
                Add(other, PathOf(section, key), $"expected a text, not {other.Describe}");
                return null;
        }
    }

    /// <summary>A whole number; null where it is missing, or wrong.</summary>
    public long? Number(YamlNode.Mapping parent, string key, string section, long min, long max)
    {
        if (Find(parent, key) is not { } node)
        {
            return null;
        }

        if (WholeNumber(node, min, max) is { } value)
        {
            return value;
        }

        Add(node, PathOf(section, key), $"expected a whole number from {min} to {max}, not {node.Describe}");
        return null;
    }

    /// <summary>True or false; null where it is missing, or wrong.</summary>
    public bool? Flag(YamlNode.Mapping parent, string key, string section)
    {
        switch (Find(parent, key))
        {
            case null:
                return null;
            case YamlNode.Scalar scalar when ValueReader.Switch(scalar) is { } flag:
                return flag.Value;
            case var other:
                Add(other, PathOf(section, key), $"expected true or false, not {other.Describe}");
                return null;
        }
    }

    /// <summary>The whole number that a node is, or null.</summary>
    public static long? WholeNumber(YamlNode node, long min, long max) =>
        node is YamlNode.Scalar scalar && ValueReader.WholeNumber(scalar) is ParameterValue.Integer { Value: var value }
        && value >= min && value <= max
            ? value
            : null;
}
