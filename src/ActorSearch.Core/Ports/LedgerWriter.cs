namespace ActorSearch.Core.Ports;

/// <summary>The right to write a study's events.</summary>
/// <param name="Study">The study.</param>
/// <param name="Epoch">Grows with every take-over; a store refuses every epoch but its newest.</param>
/// <param name="NextVersion">Number of events the study holds, which is the number of the next one.</param>
public sealed record LedgerWriter(string Study, long Epoch, long NextVersion);
