using System.Collections.Immutable;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Clusters;

/// <summary>Reads configuration files. Every error is collected, so that a person mends a file in one go.</summary>
internal static class ConfigReader
{
    private const int MaxCharacters = 100_000;

    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folder">The file's folder, at which relative paths start.</param>
    /// <param name="defaults">The settings that the file leaves out.</param>
    /// <param name="keys">The keys that it may hold.</param>
    public static ConfigReading<TConfig> Read<TConfig>(
        string text, string folder, TConfig defaults, ImmutableArray<ConfigKey<TConfig>> keys)
        where TConfig : class
    {
        if (text.Length > MaxCharacters)
        {
            return new ConfigReading<TConfig>.Invalid(
                [new YamlError(1, 1, string.Empty, $"the file has {text.Length} characters; at most {MaxCharacters} are read")]);
        }

        var errors = new List<YamlError>();
        var root = YamlTree.Read(text, emptiness: null, errors);
        var config = root switch
        {
            null => null,
            YamlNode.Mapping mapping => ReadKeys(mapping, folder, defaults, keys, errors),
            _ => Refuse<TConfig>(root, string.Empty, $"expected keys such as '{keys[0].Name}:', not {root.Describe}", errors),
        };
        return config is not null && errors.Count == 0
            ? new ConfigReading<TConfig>.Valid(config, PlacesOf(root))
            : new ConfigReading<TConfig>.Invalid([.. errors.OrderBy(e => e.Line).ThenBy(e => e.Column)]);
    }

    private static ImmutableDictionary<string, ConfigPlace> PlacesOf(YamlNode? root) => root is YamlNode.Mapping mapping
        ? mapping.Entries.ToImmutableDictionary(e => e.Key.Text, e => new ConfigPlace(e.Key.Line, e.Key.Column))
        : [];

    private static TConfig ReadKeys<TConfig>(
        YamlNode.Mapping mapping, string folder, TConfig config, ImmutableArray<ConfigKey<TConfig>> keys, List<YamlError> errors)
        where TConfig : class
    {
        foreach (var (name, node) in mapping.Entries)
        {
            var key = keys.FirstOrDefault(k => k.Name == name.Text);
            config = (key is null
                ? Refuse<TConfig>(
                    name, Suggestion.Quote(name.Text), $"unknown key; {Suggestion.For(name.Text, [.. keys.Select(k => k.Name)])}", errors)
                : Set(config, key, node, folder)
                    ?? Refuse<TConfig>(node, key.Name, $"expected {key.Expected}, not {node.Describe}", errors)) ?? config;
        }

        return config;
    }

    private static TConfig? Set<TConfig>(TConfig config, ConfigKey<TConfig> key, YamlNode node, string folder)
        where TConfig : class => node switch
        {
            YamlNode.Scalar { IsNull: true } or YamlNode.Scalar { Text: "" } => null,
            YamlNode.Scalar { IsPlain: false } when key.Kind == ConfigValueKind.Number => null,
            YamlNode.Scalar scalar when key.Kind == ConfigValueKind.Path => key.Set(config, ConfigValue.Under(folder, scalar.Text)),
            YamlNode.Scalar scalar => key.Set(config, scalar.Text),
            _ => null,
        };

    private static TConfig? Refuse<TConfig>(YamlNode node, string key, string message, List<YamlError> errors)
        where TConfig : class
    {
        errors.Add(new YamlError(node.Line, node.Column, key, message));
        return null;
    }
}
