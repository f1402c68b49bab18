namespace ActorSearch.Coordination.Nodes;

/// <summary>A device of a node.</summary>
/// <param name="Name"><c>cpu</c>, <c>cuda:0</c>, ...</param>
/// <param name="Model">What it is called by its maker; empty where unknown.</param>
/// <param name="MemoryBytes">Its memory; null where unknown.</param>
/// <param name="BudgetBytes">Memory that trials may take together by their estimates; null where it is not counted.</param>
/// <param name="Workers">Workers on it.</param>
public sealed record NodeDevice(string Name, string Model, long? MemoryBytes, long? BudgetBytes, int Workers);
