using System.Buffers.Binary;

namespace ActorSearch.Reporting.TensorBoard;

/// <summary>Brings one event file up to date.</summary>
internal static class EventFile
{
    /// <summary>
    /// Writes a file from its beginning. One that holds as much already stays, and one that holds the first of it gets the
    /// rest: a TensorBoard that reads it goes on. Any other is replaced as a whole.
    /// </summary>
    /// <returns>Bytes of the file.</returns>
    public static long Write(string path, EventStream events)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var bytes = events.Pending;
        var present = File.Exists(path) ? File.ReadAllBytes(path) : [];
        if (bytes.StartsWith(present) && present.Length > 0)
        {
            Append(path, present.Length, bytes[present.Length..]);
        }
        else
        {
            // A name that TensorBoard does not take for an event file's.
            var temporary = Path.Combine(Path.GetDirectoryName(path)!, "new.actorsearch");
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }

        return Done(events);
    }

    /// <summary>Writes the bytes that came since.</summary>
    /// <param name="path">The file.</param>
    /// <param name="written">Bytes of the file.</param>
    /// <param name="events">What comes after them.</param>
    /// <returns>Bytes of the file.</returns>
    /// <exception cref="IOException">The file is not as it was left.</exception>
    public static long Append(string path, long written, EventStream events)
    {
        Append(path, written, events.Pending);
        return written + Done(events);
    }

    /// <summary>
    /// Leaves nothing of a file but its first record. TensorBoard goes on to the next file of a folder only while the one
    /// that it reads is there.
    /// </summary>
    public static void Empty(string path)
    {
        const int Frame = 16;
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        if (file.ReadAtLeast(length, sizeof(ulong), throwOnEndOfStream: false) < sizeof(ulong))
        {
            file.SetLength(0);
            return;
        }

        file.SetLength(Math.Min(file.Length, Frame + (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(length), int.MaxValue)));
    }

    private static long Done(EventStream events)
    {
        var count = events.Pending.Length;
        events.Take();
        return count;
    }

    private static void Append(string path, long written, ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return;
        }

        // A TensorBoard may have it open at this moment.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (file.Length != written)
        {
            throw new IOException($"'{path}' was changed by another program");
        }

        file.Seek(0, SeekOrigin.End);
        file.Write(bytes);
    }
}
