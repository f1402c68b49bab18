namespace ActorSearch.LiteDb.Tests.Disks;

/// <summary>What was asked of a disk.</summary>
internal enum OperationKind
{
    Write,
    SetLength,
    Flush,
    Acknowledged,
}

/// <summary>One thing that was asked of a disk, or that the store told its caller.</summary>
/// <param name="Kind">What.</param>
/// <param name="File">Name of the file.</param>
/// <param name="At">Place of a write; new length; number of events acknowledged.</param>
/// <param name="Bytes">What was written.</param>
internal sealed record Operation(OperationKind Kind, string File, long At = 0, byte[]? Bytes = null);
