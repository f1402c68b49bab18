using ActorSearch.LiteDb.Files;

namespace ActorSearch.LiteDb.Tests.Disks;

/// <summary>A disk that keeps account of what is asked of it, and that may fail on demand.</summary>
internal sealed class WatchedDisk
{
    private const int NoSpace = 28;
    private const int WindowsNoSpace = unchecked((int)0x80070070);

    /// <summary>All that was asked, in order.</summary>
    public List<Operation> Operations { get; } = [];

    /// <summary>Number of operations that still work; null for all.</summary>
    public int? FailsAfter { get; set; }

    /// <summary>Whether a write that fails writes its first half before it does.</summary>
    public bool WritesHalf { get; set; }

    /// <summary>Whether a failing disk is full; else it is broken.</summary>
    public bool IsFull { get; set; } = true;

    /// <summary>Options of a store on this disk.</summary>
    public StoreOptions Options(long foldAt = 8 * Page.Size) =>
        new(path => new Device(this, Path.GetFileName(path), FileDevice.OpenForWriting(path)), foldAt);

    private bool Fails(Operation operation)
    {
        if (FailsAfter is 0)
        {
            return true;
        }

        FailsAfter--;
        Operations.Add(operation);
        return false;
    }

    private IOException Failure() => IsFull
        ? new IOException("No space left on device", OperatingSystem.IsWindows() ? WindowsNoSpace : NoSpace)
        : new IOException("Input/output error");

    private sealed class Device(WatchedDisk disk, string name, FileDevice file) : IStoreDevice
    {
        public long Length => file.Length;

        public int Read(Span<byte> into, long at) => file.Read(into, at);

        public void Write(ReadOnlySpan<byte> bytes, long at)
        {
            if (disk.Fails(new Operation(OperationKind.Write, name, at, bytes.ToArray())))
            {
                file.Write(bytes[..(disk.WritesHalf ? bytes.Length / 2 : 0)], at);
                throw disk.Failure();
            }

            file.Write(bytes, at);
        }

        public void SetLength(long length)
        {
            if (disk.Fails(new Operation(OperationKind.SetLength, name, length)))
            {
                throw disk.Failure();
            }

            file.SetLength(length);
        }

        public void Flush()
        {
            if (disk.Fails(new Operation(OperationKind.Flush, name)))
            {
                throw disk.Failure();
            }

            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }
}
