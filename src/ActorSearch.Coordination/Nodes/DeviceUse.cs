namespace ActorSearch.Coordination.Nodes;

/// <summary>How much of a device is in use at a moment, by anybody.</summary>
/// <param name="UsedBytes">Memory in use; null where unknown.</param>
/// <param name="UtilisationPercent">How busy it is, 0 to 100; null where unknown.</param>
public readonly record struct DeviceUse(long? UsedBytes, int? UtilisationPercent);
