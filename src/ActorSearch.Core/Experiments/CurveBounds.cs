using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Experiments;

/// <summary>Holds the measurements within epochs to a number that a store and a picture can bear.</summary>
public static class CurveBounds
{
    /// <summary>What is wrong with an experiment's <c>curves.every_batches</c>, beginning with the key; null where nothing is.</summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="trainingImages">Its training images.</param>
    public static string? FindProblem(ExperimentSpec spec, int trainingImages)
    {
        if (spec.Curves?.EveryBatches is not { } every)
        {
            return null;
        }

        var batch = SmallestBatch(spec.Space);
        var steps = (trainingImages + batch - 1) / batch;
        var least = (steps + Curves.MaxBatchesPerEpoch - 1) / Curves.MaxBatchesPerEpoch;
        return every >= least
            ? null
            : $"curves.every_batches: an epoch of {steps} batches would be measured {steps / every} times; "
                + $"at most {Curves.MaxBatchesPerEpoch}, so expected {least} or more";
    }

    private static long SmallestBatch(SearchSpace space)
    {
        var varied = space.Dimensions.Where(d => d.Name == ParameterNames.BatchSize).SelectMany(d => d.Values);
        var stated = space.Shared.Where(s => s.Key == ParameterNames.BatchSize).Select(s => s.Value);
        return varied.Concat(stated)
            .Select(v => ((ParameterValue.Integer)v).Value)
            .DefaultIfEmpty(TrialConfig.Empty.GetInteger(ParameterNames.BatchSize))
            .Min();
    }
}
