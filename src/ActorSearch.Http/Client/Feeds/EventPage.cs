using System.Collections.Immutable;
using ActorSearch.Core.Studies;

namespace ActorSearch.Http.Client.Feeds;

/// <summary>Some events of a study that follow each other.</summary>
/// <param name="Events">The events; none where nothing new happened.</param>
/// <param name="NextVersion">Number of the event after them.</param>
public sealed record EventPage(ImmutableArray<StudyEvent> Events, long NextVersion);
