namespace ActorSearch.Cli.Devices;

/// <summary>A GPU as <c>nvidia-smi</c> sees it.</summary>
/// <param name="Index">Its number on the machine's bus.</param>
/// <param name="Uuid">Its identity: <c>GPU-</c> and a UUID.</param>
/// <param name="Name">What NVIDIA calls it.</param>
/// <param name="MemoryBytes">Its memory; null where unknown, as for a GPU that is split into instances.</param>
/// <param name="UsedBytes">Memory in use; null where unknown.</param>
/// <param name="UtilisationPercent">How busy it is, 0 to 100; null where unknown.</param>
internal sealed record GpuReading(int Index, string Uuid, string Name, long? MemoryBytes, long? UsedBytes, int? UtilisationPercent);
