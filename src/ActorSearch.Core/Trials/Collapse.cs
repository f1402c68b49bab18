using System.Globalization;

namespace ActorSearch.Core.Trials;

/// <summary>When a trial that was trained to its end has collapsed.</summary>
public static class Collapse
{
    /// <summary>
    /// Why a trial has collapsed, in one line, or null where it has not: it ended no better than always answering the
    /// commonest class, or was never better in the epoch that the objective chose.
    /// </summary>
    /// <param name="best">The epoch that the objective chose.</param>
    /// <param name="last">The last epoch.</param>
    /// <param name="commonestShare">Share of the commonest class among the validation images, 0 to 1.</param>
    public static string? Reason(EpochMetrics best, EpochMetrics last, double commonestShare)
    {
        if (best.ValidationAccuracy <= commonestShare)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"validation accuracy {best.ValidationAccuracy:0.0###} is no better than always answering the commonest class ({commonestShare:0.0###})");
        }

        return last.ValidationAccuracy <= commonestShare
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"validation accuracy fell from {best.ValidationAccuracy:0.0###} in epoch {best.Epoch} to {last.ValidationAccuracy:0.0###} in epoch {last.Epoch}, no better than always answering the commonest class ({commonestShare:0.0###})")
            : null;
    }
}
