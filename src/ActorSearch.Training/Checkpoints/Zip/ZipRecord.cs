namespace ActorSearch.Training.Checkpoints.Zip;

/// <summary>One file within a zip file, stored as it is.</summary>
/// <param name="Name">Its name, in ASCII.</param>
/// <param name="Sum">Its checksum.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Offset">Where its header begins.</param>
internal sealed record ZipRecord(string Name, uint Sum, uint Size, uint Offset);
