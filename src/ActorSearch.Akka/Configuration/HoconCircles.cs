using Akka.Configuration.Hocon;

namespace ActorSearch.Akka.Configuration;

/// <summary>
/// Looks for values that refer to themselves (<c>a = ${b}, b = ${a}</c>): Akka's reader takes them, and whoever asks for
/// such a value later recurses until the process dies.
/// </summary>
internal static class HoconCircles
{
    /// <summary>The path of a reference that leads back to itself; null where there is none.</summary>
    public static string? Find(HoconValue root) => Find(root, null, [], []);

    private static string? Find(HoconValue value, string? path, HashSet<HoconValue> open, HashSet<HoconValue> done)
    {
        // Both sets go by identity, which values have no other notion of equality than.
        if (done.Contains(value))
        {
            return null;
        }

        if (!open.Add(value))
        {
            return path;
        }

        foreach (var element in value.Values)
        {
            var found = element switch
            {
                HoconSubstitution reference => reference.ResolvedValue is { } target ? Find(target, reference.Path, open, done) : null,
                HoconObject members => FirstOf(members.Items.Values),
                HoconArray values => FirstOf(values),
                _ => null,
            };
            if (found is not null)
            {
                return found;
            }
        }

        open.Remove(value);
        done.Add(value);
        return null;

        string? FirstOf(IEnumerable<HoconValue> values) =>
            values.Select(v => Find(v, path, open, done)).FirstOrDefault(found => found is not null);
    }
}
