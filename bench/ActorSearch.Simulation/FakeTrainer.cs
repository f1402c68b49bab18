using ActorSearch.Core.Trials;

namespace ActorSearch.Simulation;

/// <summary>Training as a function of the trial's seed: whoever trains it, and however often, the figures are the same.</summary>
public static class FakeTrainer
{
    /// <summary>The figures of one epoch.</summary>
    public static EpochMetrics Epoch(ulong seed, int epoch)
    {
        var random = new SplitMix64(seed + (ulong)epoch);
        return new EpochMetrics(epoch, random.Unit(), random.Unit(), random.Unit(), random.Unit(), random.Unit());
    }

    /// <summary>The result.</summary>
    public static TrialResult Train(ulong seed)
    {
        var random = new SplitMix64(seed);
        var epochs = random.Between(1, 4);
        var best = Epoch(seed, random.Between(1, epochs));
        return random.Between(0, 9) switch
        {
            0 => new TrialResult(
                TrialOutcome.Diverged, "loss is NaN in epoch 1, step 3", best with { TrainLoss = double.NaN }, null, null, epochs, 0.5),
            1 => new TrialResult(TrialOutcome.Diverged, "loss is infinite in epoch 1, step 1", null, null, null, epochs, 0.25),
            2 => new TrialResult(TrialOutcome.Collapsed, "no better than the commonest class", best, 2.3, 0.1, epochs, 1),
            _ => new TrialResult(TrialOutcome.Completed, string.Empty, best, random.Unit(), random.Unit(), epochs, random.Unit()),
        };
    }
}
