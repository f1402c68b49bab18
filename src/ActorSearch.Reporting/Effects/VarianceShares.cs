using System.Collections.Immutable;

namespace ActorSearch.Reporting.Effects;

/// <summary>What the metric's variance over a study's trials comes from.</summary>
/// <param name="Mains">Each dimension alone, the largest share first.</param>
/// <param name="Interactions">Each two dimensions together, the largest share first.</param>
/// <param name="Seeds">Share that lies between seeds of one point; null where no point has two.</param>
/// <param name="Rest">Share that is left: interactions of three and more, and, with one seed a point, chance. Null where nothing varies.</param>
/// <param name="Points">Number of points in the grid's full product of levels.</param>
/// <param name="Holes">How many of these no trial counts of.</param>
/// <param name="Statement">How exact the shares are, in a sentence for people.</param>
public sealed record VarianceShares(
    ImmutableArray<MainEffect> Mains,
    ImmutableArray<Interaction> Interactions,
    double? Seeds,
    double? Rest,
    long Points,
    long Holes,
    string Statement);
