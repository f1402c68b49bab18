using ActorSearch.Core.Studies;

namespace ActorSearch.Reporting.Studies;

/// <summary>What the statement of trust needs to know of a ranking.</summary>
/// <param name="Definition">The study.</param>
/// <param name="Ranked">Number of ranked points.</param>
/// <param name="Compared">Number of them that are compared.</param>
/// <param name="HasReplicates">Whether points have more seeds than one, whatever became of them.</param>
internal sealed record RankingFacts(StudyDefinition Definition, int Ranked, int Compared, bool HasReplicates);
