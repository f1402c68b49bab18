using System.Collections.Immutable;

namespace ActorSearch.Core.Studies;

/// <summary>What a study decides on a command: what happens, and what to answer once that is recorded.</summary>
public sealed record Decision(ImmutableArray<StudyEvent> Events, StudyReply Reply)
{
    /// <summary>An answer that changes nothing.</summary>
    public static Decision Answer(StudyReply reply) => new([], reply);
}
