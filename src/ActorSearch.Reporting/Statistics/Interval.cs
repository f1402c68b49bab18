namespace ActorSearch.Reporting.Statistics;

/// <summary>Where a figure lies at the level of <see cref="Confidence.Level"/>.</summary>
public readonly record struct Interval(double Low, double High);
