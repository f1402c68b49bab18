using System.Collections.Immutable;

namespace ActorSearch.Core.Space;

/// <summary>Brings <c>channels</c> and <c>layers</c> into one form, since each can be said through the other.</summary>
internal static class CanonicalLists
{
    /// <summary>
    /// Channels are always a list, one element a layer: one number stands for every layer, a list longer than the
    /// layers is cut to them, and layers alone take the default channels. Layers that only repeat the list's length
    /// are left out. A list shorter than the layers stays as it is: the planner rejects that point with the reason.
    /// </summary>
    public static ImmutableArray<KeyValuePair<string, ParameterValue>> Apply(
        TrialConfig config, ImmutableArray<KeyValuePair<string, ParameterValue>> stated)
    {
        var family = Hyperparameters.Of(config);
        var fixedChannels = family.Channels;
        if (!family.Has(ParameterNames.Channels))
        {
            return stated;
        }

        var layers = fixedChannels?.Length ?? (config.Find(ParameterNames.Layers) as ParameterValue.Integer)?.Value;
        var channels = config.Find(ParameterNames.Channels);
        if (channels is null && (layers is null || fixedChannels is not null))
        {
            return stated;
        }

        var list = channels switch
        {
            null => Hyperparameters.DefaultChannels((int)layers!),
            ParameterValue.Integer one => [.. Enumerable.Repeat(one.Value, (int)(layers ?? Hyperparameters.DefaultLayers))],
            ParameterValue.Integers many => layers is { } n && n < many.Values.Length ? many.Values[..(int)n] : many.Values,
            _ => throw new InvalidOperationException("channels are whole numbers"),
        };

        return [.. stated
            .Where(e => e.Key != ParameterNames.Channels && (e.Key != ParameterNames.Layers || layers != list.Length))
            .Append(new(ParameterNames.Channels, new ParameterValue.Integers(list)))
            .OrderBy(e => e.Key, StringComparer.Ordinal)];
    }
}
