using System.Collections.Immutable;

namespace ActorSearch.Core.Space;

/// <summary>All combinations of the values of some dimensions over what all trials share.</summary>
/// <param name="Shared">Values that every trial has.</param>
/// <param name="Dimensions">What varies, in the file's order; the last varies fastest.</param>
public sealed record SearchSpace(
    ImmutableArray<KeyValuePair<string, ParameterValue>> Shared, ImmutableArray<Dimension> Dimensions)
{
    /// <summary>Number of points; <see cref="long.MaxValue"/> where there are more than that.</summary>
    public long PointCount
    {
        get
        {
            long count = 1;
            foreach (var dimension in Dimensions)
            {
                if (count > long.MaxValue / dimension.Values.Length)
                {
                    return long.MaxValue;
                }

                count *= dimension.Values.Length;
            }

            return count;
        }
    }

    /// <summary>The configuration of every point, the last dimension varying fastest.</summary>
    public IEnumerable<TrialConfig> Points()
    {
        var levels = new int[Dimensions.Length];
        while (true)
        {
            yield return TrialConfig.From(
                Shared.Concat(Dimensions.Select((d, i) => KeyValuePair.Create(d.Name, d.Values[levels[i]]))));

            var at = levels.Length - 1;
            while (at >= 0 && ++levels[at] == Dimensions[at].Values.Length)
            {
                levels[at--] = 0;
            }

            if (at < 0)
            {
                yield break;
            }
        }
    }
}
