namespace ActorSearch.Coordination.Receptions;

/// <summary>Some events of a study that follow each other.</summary>
/// <param name="Count">How many.</param>
/// <param name="Lines">Their lines, as the feed has them (docs/PROTOCOL.md).</param>
public readonly record struct EventPage(int Count, ReadOnlyMemory<byte> Lines);
