namespace ActorSearch.LiteDb.Files;

/// <summary>What LiteDB asks of a stream, over bytes at places. LiteDB makes calls take turns; so does the ledger.</summary>
internal abstract class PageStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override long Position { get; set; }

    /// <summary>Reads up to the end of the file or of the buffer.</summary>
    public abstract int Read(Span<byte> into, long at);

    /// <summary>Writes all bytes.</summary>
    public abstract void Write(ReadOnlySpan<byte> bytes, long at);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = Read(buffer, Position);
        Position += read;
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Write(buffer, Position);
        Position += buffer.Length;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };
}
