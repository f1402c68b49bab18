namespace ActorSearch.Coordination.Workers;

/// <summary>How a worker works.</summary>
/// <param name="Name">Its name in the ledger, which no other living worker has.</param>
/// <param name="Capacity">Trials that it takes at a time.</param>
public sealed record WorkerOptions(string Name, int Capacity);
