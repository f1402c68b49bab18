namespace ActorSearch.Reporting.Plans;

/// <summary>A reason for which points cannot be built, and the number of their trials.</summary>
public sealed record Rejection(string Reason, int Trials);
