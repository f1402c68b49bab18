namespace ActorSearch.Reporting.Plans;

/// <summary>Number of images of each split.</summary>
public sealed record SplitSizes(int Train, int Validation, int Test);
