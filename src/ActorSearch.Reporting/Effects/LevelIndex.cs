using System.Collections.Immutable;
using ActorSearch.Core.Space;

namespace ActorSearch.Reporting.Effects;

/// <summary>The levels of each dimension, and which of them each trial has.</summary>
/// <param name="Levels">Each dimension's levels, ascending.</param>
/// <param name="Of">For each trial, the index of its level in each dimension.</param>
internal sealed record LevelIndex(ImmutableArray<ImmutableArray<ParameterValue?>> Levels, int[][] Of)
{
    public static LevelIndex From(int dimensions, IReadOnlyList<Observation> observations)
    {
        var levels = ImmutableArray.CreateBuilder<ImmutableArray<ParameterValue?>>(dimensions);
        var of = new int[observations.Count][];
        for (var i = 0; i < of.Length; i++)
        {
            of[i] = new int[dimensions];
        }

        for (var d = 0; d < dimensions; d++)
        {
            LevelKey[] keys = [.. observations.Select(o => new LevelKey(o.Levels[d])).Distinct().Order()];
            var positions = keys.Index().ToDictionary(k => k.Item, k => k.Index);
            for (var i = 0; i < of.Length; i++)
            {
                of[i][d] = positions[new LevelKey(observations[i].Levels[d])];
            }

            levels.Add([.. keys.Select(k => k.Value)]);
        }

        return new LevelIndex(levels.MoveToImmutable(), of);
    }
}
