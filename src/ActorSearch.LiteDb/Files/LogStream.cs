using System.Buffers;

namespace ActorSearch.LiteDb.Files;

/// <summary>
/// LiteDB's log. What LiteDB writes waits in memory until <see cref="Persist"/>: so a disk that fails never fails in the
/// midst of LiteDB's own work, and the last page of a transaction, which makes it count, follows only when the others are
/// on the disk. LiteDB itself flushes no log and has no checksums in it.
/// </summary>
internal sealed class LogStream(IStoreDevice file) : PageStream
{
    /// <summary>What a disk writes whole or not at all, and what holds the part of a page that makes it count.</summary>
    private const int HalfPage = Page.Size / 2;

    private readonly ArrayBufferWriter<byte> _waiting = new();

    /// <summary>Length in bytes of what is on the disk and counts.</summary>
    public long Kept { get; private set; } = file.Length;

    /// <summary>Whether the log is being folded into the store's file; at no other time is it emptied.</summary>
    public bool IsFolding { get; set; }

    public override bool CanWrite => true;

    public override long Length => Kept + _waiting.WrittenCount;

    public override int Read(Span<byte> into, long at)
    {
        if (at < Kept)
        {
            return file.Read(into[..(int)Math.Min(into.Length, Kept - at)], at);
        }

        var rest = _waiting.WrittenSpan[(int)Math.Min(at - Kept, _waiting.WrittenCount)..];
        rest = rest[..Math.Min(rest.Length, into.Length)];
        rest.CopyTo(into);
        return rest.Length;
    }

    public override void Write(ReadOnlySpan<byte> bytes, long at)
    {
        if (at != Length)
        {
            throw new NotSupportedException($"LiteDB's log grows at its end, {Length}, not at {at}");
        }

        _waiting.Write(bytes);
    }

    public override void SetLength(long value)
    {
        if (value != 0 || !IsFolding)
        {
            throw new NotSupportedException("LiteDB's log is emptied when it is folded in, and never cut");
        }

        _waiting.ResetWrittenCount();
        file.SetLength(0);
        Kept = 0;

        // Nothing new may be written over what the disk still believes to be a log.
        file.Flush();
    }

    /// <summary>Nothing: <see cref="Persist"/> does it.</summary>
    public override void Flush()
    {
    }

    /// <summary>Writes what waits, and returns once it is on the disk and counts.</summary>
    /// <exception cref="IOException">The disk failed. The file may hold anything after <see cref="Kept"/>.</exception>
    public void Persist()
    {
        var pages = _waiting.WrittenSpan;
        if (pages.IsEmpty)
        {
            return;
        }

        var last = pages.Length - Page.Size;
        if (last < 0 || !Page.IsCommit(pages[last..]))
        {
            throw new NotSupportedException("LiteDB's log does not end in a committed transaction");
        }

        if (last > 0)
        {
            file.Write(pages[..last], Kept);
        }

        file.Write(pages[(last + HalfPage)..], Kept + last + HalfPage);
        file.Flush();
        file.Write(pages.Slice(last, HalfPage), Kept + last);
        file.Flush();
        Kept += pages.Length;
        _waiting.ResetWrittenCount();
    }
}
