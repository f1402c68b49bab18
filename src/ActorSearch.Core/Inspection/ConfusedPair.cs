namespace ActorSearch.Core.Inspection;

/// <summary>How often images of one class were taken for another.</summary>
/// <param name="Label">The class that they are of.</param>
/// <param name="Answer">The class that they were taken for.</param>
/// <param name="Count">Number of images.</param>
/// <param name="Share">Their share of all images of the class, 0 to 1.</param>
public sealed record ConfusedPair(int Label, int Answer, int Count, double Share);
