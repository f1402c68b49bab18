using ActorSearch.Core.Experiments.Sections;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments;

/// <summary>Lays changes of an experiment over it.</summary>
internal static class ExperimentMerge
{
    /// <summary>
    /// Merges key by key. A hyperparameter that the changes fix varies no longer, and one that they vary is fixed no
    /// longer: it leaves the section where it stood, since it may stand in one alone.
    /// </summary>
    public static YamlNode.Mapping Apply(YamlNode.Mapping root, YamlNode.Mapping changes)
    {
        var moved = root;
        foreach (var (from, to) in new[]
        {
            (SpaceSections.Space, SpaceSections.Model),
            (SpaceSections.Space, SpaceSections.Training),
            (SpaceSections.Model, SpaceSections.Space),
            (SpaceSections.Training, SpaceSections.Space),
        })
        {
            if (Fields.Find(changes, to) is YamlNode.Mapping { Entries.IsEmpty: false } given)
            {
                moved = Without(moved, from, given);
            }
        }

        return YamlMerge.Merge(moved, changes);
    }

    private static YamlNode.Mapping Without(YamlNode.Mapping root, string section, YamlNode.Mapping given)
    {
        var names = given.Entries.Select(e => e.Key.Text).ToHashSet(StringComparer.Ordinal);
        return root with
        {
            Entries =
            [
                .. root.Entries.Select(e => e.Key.Text == section && e.Value is YamlNode.Mapping old
                    ? (e.Key, old with { Entries = old.Entries.RemoveAll(o => names.Contains(o.Key.Text)) })
                    : e),
            ],
        };
    }
}
