namespace ActorSearch.Core.Yaml;

/// <summary>Lays one piece of YAML over another.</summary>
internal static class YamlMerge
{
    /// <summary>
    /// Keys with values are merged key by key, at every level; anything else, lists too, is replaced. What comes from
    /// either side keeps its line, and keys that both sides have stay in their place.
    /// </summary>
    public static YamlNode Merge(YamlNode under, YamlNode over) =>
        under is YamlNode.Mapping below && over is YamlNode.Mapping above ? Merge(below, above) : over;

    /// <inheritdoc cref="Merge(YamlNode, YamlNode)"/>
    public static YamlNode.Mapping Merge(YamlNode.Mapping under, YamlNode.Mapping over)
    {
        var entries = under.Entries.ToBuilder();
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            places[entries[i].Key.Text] = i;
        }

        foreach (var (key, value) in over.Entries)
        {
            if (places.TryGetValue(key.Text, out var place))
            {
                var (old, below) = entries[place];
                entries[place] = below is YamlNode.Mapping && value is YamlNode.Mapping ? (old, Merge(below, value)) : (key, value);
            }
            else
            {
                places[key.Text] = entries.Count;
                entries.Add((key, value));
            }
        }

        return under with { Entries = entries.ToImmutable() };
    }
}
