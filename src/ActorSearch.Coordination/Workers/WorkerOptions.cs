namespace ActorSearch.Coordination.Workers;

/// <summary>How a worker works.</summary>
/// <param name="Name">Its name in the ledger.</param>
/// <param name="Capacity">Trials that it takes at a time.</param>
/// <param name="RenewEvery">How often it says that it still works; a quarter of the lease is right.</param>
public sealed record WorkerOptions(string Name, int Capacity, TimeSpan RenewEvery);
