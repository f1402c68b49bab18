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

    /// <summary>
    /// Steps between two measurements in a trial's epochs; null for none. An experiment that asks for more than
    /// <see cref="MaxBatchesPerEpoch"/> is refused before it begins (CurveBounds); a study that comes by another way is
    /// measured at the smallest multiple of <see cref="EveryBatches"/> that does not exceed it.
    /// </summary>
    /// <param name="stepsPerEpoch">Steps of one epoch, from 1.</param>
    public int? Interval(int stepsPerEpoch)
    {
        if (EveryBatches is not { } every)
        {
            return null;
        }

        var multiple = (stepsPerEpoch / every / (MaxBatchesPerEpoch + 1)) + 1;
        return (int)Math.Min((long)every * multiple, int.MaxValue);
    }
}
