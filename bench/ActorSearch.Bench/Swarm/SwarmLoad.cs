namespace ActorSearch.Bench.Swarm;

/// <summary>What a swarm does.</summary>
/// <param name="Workers">Simulated workers.</param>
/// <param name="Trials">Trials of the study.</param>
/// <param name="Epochs">Epochs that each trial reports before its result.</param>
/// <param name="Training">How long each trial takes; shorter than a quarter of a lease, so that nothing need be renewed.</param>
internal sealed record SwarmLoad(int Workers, int Trials, int Epochs, TimeSpan Training);
