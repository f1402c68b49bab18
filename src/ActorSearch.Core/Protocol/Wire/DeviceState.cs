namespace ActorSearch.Core.Protocol.Wire;

/// <summary>A device of a node.</summary>
/// <param name="Name"><c>cpu</c>, <c>cuda:0</c>, ...</param>
/// <param name="Model">What it is called by its maker; empty where unknown.</param>
/// <param name="Workers">Workers on it.</param>
/// <param name="MemoryBytes">Its memory; null where unknown.</param>
/// <param name="UsedBytes">Memory in use by anybody; null where unknown.</param>
/// <param name="ReservedBytes">Estimated memory of the trials in training.</param>
/// <param name="UtilisationPercent">How busy it is, 0 to 100; null where unknown.</param>
public sealed record DeviceState(
    string Name, string Model, int Workers, long? MemoryBytes, long? UsedBytes, long ReservedBytes, int? UtilisationPercent);
