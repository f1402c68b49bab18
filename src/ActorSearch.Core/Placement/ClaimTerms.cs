namespace ActorSearch.Core.Placement;

/// <summary>What a worker may ask for.</summary>
/// <param name="MemoryBytes">Room on its device, in bytes; null for trials of any size.</param>
/// <param name="Neighbours">Trials of other workers on the device.</param>
public readonly record struct ClaimTerms(long? MemoryBytes, int Neighbours);
