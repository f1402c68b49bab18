namespace ActorSearch.LiteDb.Files;

/// <summary>
/// The store's file as LiteDB sees it. It can be written only while the log is folded in: LiteDB writes at no other
/// time but to note, in a file in which it met an error, that there was one; a damaged store stays as it is.
/// </summary>
internal sealed class DataStream(IStoreDevice file) : PageStream
{
    /// <summary>Whether the log is being folded in.</summary>
    public bool IsFolding { get; set; }

    public override bool CanWrite => true;

    public override long Length => file.Length;

    public override int Read(Span<byte> into, long at) => file.Read(into, at);

    public override void Write(ReadOnlySpan<byte> bytes, long at)
    {
        ThrowUnlessFolding();
        file.Write(bytes, at);
    }

    public override void SetLength(long value)
    {
        ThrowUnlessFolding();
        file.SetLength(value);
    }

    public override void Flush()
    {
        if (IsFolding)
        {
            file.Flush();
        }
    }

    private void ThrowUnlessFolding()
    {
        if (!IsFolding)
        {
            throw new NotSupportedException("the store's file changes only while its log is folded in");
        }
    }
}
