namespace ActorSearch.Core.Protocol.Wire;

/// <summary>A study in numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Trials">All of its trials.</param>
/// <param name="Ended">Those that have their outcome.</param>
/// <param name="Failed">Those whose outcome is <c>failed</c>.</param>
/// <param name="Running">Those that are leased.</param>
public sealed record StudySummary(string Name, int Trials, int Ended, int Failed, int Running);
