using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments;

/// <summary>Where a key of an experiment stands.</summary>
/// <param name="Line">Line of the text, from 1.</param>
/// <param name="Option">The option of the command line that gave it; null where the file did.</param>
public sealed record ExperimentPlace(int Line, string? Option)
{
    /// <summary>
    /// Finds the value of a key that is in force, or the nearest key around it, in a text that was read without errors:
    /// for errors that come up later.
    /// </summary>
    /// <param name="text">The text of an experiment.</param>
    /// <param name="key">The key, with dots between levels.</param>
    public static ExperimentPlace Of(string text, string key)
    {
        if (ExperimentText.Read(text, []) is not { } parts)
        {
            return new ExperimentPlace(1, null);
        }

        YamlNode node = parts.Effective(parts.SmallAsked is not null);
        var line = 1;
        foreach (var name in key.Split('.'))
        {
            var entry = node is YamlNode.Mapping mapping ? mapping.Entries.FirstOrDefault(e => e.Key.Text == name) : default;
            if (entry.Key is null)
            {
                break;
            }

            (line, node) = (entry.Key.Line, entry.Value);
        }

        return new ExperimentPlace(line, line >= parts.OptionsLine ? ExperimentText.OptionOf(key) : null);
    }
}
