using System.Collections.Immutable;

namespace ActorSearch.Simulation;

/// <summary>What a run came to.</summary>
/// <param name="Table">One line a trial, by identity: its outcome and its result, and nothing that depends on the faults.</param>
/// <param name="Counts">How often things happened on the way.</param>
public sealed record SimulationOutcome(ImmutableArray<string> Table, SimulationCounts Counts);
