namespace ActorSearch.Http.Server;

/// <summary>Some events of a study that follow each other.</summary>
/// <param name="Count">How many.</param>
/// <param name="Lines">Their lines.</param>
internal readonly record struct EventPage(int Count, ReadOnlyMemory<byte> Lines);
