namespace ActorSearch.Core.Trials;

/// <summary>
/// What is measured along the way beyond the metrics of every epoch, only to be shown: no measurement changes a trial's
/// draws or result, so it is no part of a trial's identity.
/// </summary>
/// <param name="EveryBatches">Steps between two measurements within an epoch; null measures at the ends of epochs alone.</param>
/// <param name="Test">Whether test images are measured after every epoch too. They choose nothing.</param>
public sealed record Curves(int? EveryBatches = null, bool Test = false)
{
    /// <summary>Most measurements within one epoch: a curve of more points shows no more.</summary>
    public const int MaxBatchesPerEpoch = 1000;
}
