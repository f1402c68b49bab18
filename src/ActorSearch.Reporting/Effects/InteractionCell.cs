namespace ActorSearch.Reporting.Effects;

/// <summary>The trials of one pair of levels.</summary>
/// <param name="Mean">Mean metric of those that count; null where none does.</param>
/// <param name="Counted">Number of trials in the mean.</param>
/// <param name="Missing">Trials of the pair that are not in it.</param>
public readonly record struct InteractionCell(double? Mean, int Counted, int Missing);
