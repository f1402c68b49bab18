using System.Collections.Immutable;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>A worker's machine, as it says itself.</summary>
/// <param name="Name">The node's name.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="Devices">Its devices.</param>
/// <param name="Workers">Its workers.</param>
public sealed record NodeState(
    string Name, string Version, ImmutableArray<DeviceState> Devices, ImmutableArray<WorkerState> Workers);
