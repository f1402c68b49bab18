namespace ActorSearch.Coordination.Nodes;

/// <summary>One worker's place in a node.</summary>
/// <param name="Worker">The worker's name in the ledger: the node's, the slot's number, and the session's after a <c>~</c>.</param>
/// <param name="Device">The device that it trains on.</param>
public sealed record NodeSlot(string Worker, NodeDevice Device);
