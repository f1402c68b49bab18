namespace ActorSearch.Core.Protocol.Wire;

/// <summary>A worker of a node.</summary>
/// <param name="Name">Its name in the ledger.</param>
/// <param name="Device">The device that it trains on.</param>
/// <param name="Does">What it does: <c>idle</c>, <c>training</c>, <c>leaving</c>, or what keeps it from working, for people.</param>
public sealed record WorkerState(string Name, string Device, string Does);
