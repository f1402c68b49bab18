using ActorSearch.Core.Space;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Comparison;

/// <summary>A point of the grid in one of two studies, or in both.</summary>
/// <param name="Config">The configuration.</param>
/// <param name="First">The point in the first study; null where it has none.</param>
/// <param name="Second">The point in the second study; null where it has none.</param>
/// <param name="Difference">
/// The second's mean less the first's, in the metric's unit; null where one has no finite mean or the two do not compare.
/// </param>
public sealed record PointPair(TrialConfig Config, PointRow? First, PointRow? Second, double? Difference);
