namespace ActorSearch.LiteDb.Files;

/// <summary>A file's bytes in memory, in pieces, so that there may be any number of them. Nobody changes them any more.</summary>
internal sealed class MemoryPages(IReadOnlyList<byte[]> pieces, long length) : PageStream
{
    /// <summary>Length of every piece but the last.</summary>
    public const int PieceLength = 1 << 20;

    public override bool CanWrite => false;

    public override long Length => length;

    public override int Read(Span<byte> into, long at)
    {
        var total = 0;
        while (total < into.Length && at + total < length)
        {
            var (piece, offset) = Math.DivRem(at + total, PieceLength);
            var here = (int)Math.Min(Math.Min(PieceLength - offset, length - at - total), into.Length - total);
            pieces[(int)piece].AsSpan((int)offset, here).CopyTo(into[total..]);
            total += here;
        }

        return total;
    }

    /// <summary>The same bytes up to a length.</summary>
    public MemoryPages Cut(long to) => new(pieces, to);

    public override void Write(ReadOnlySpan<byte> bytes, long at) => throw new NotSupportedException("a copy for reading alone");

    public override void SetLength(long value) => throw new NotSupportedException("a copy for reading alone");

    public override void Flush()
    {
    }
}
