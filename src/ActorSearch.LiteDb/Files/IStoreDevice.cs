namespace ActorSearch.LiteDb.Files;

/// <summary>A file as a store uses it: bytes at places, and a way to know that they are on the disk.</summary>
internal interface IStoreDevice : IDisposable
{
    /// <summary>Length in bytes.</summary>
    long Length { get; }

    /// <summary>Reads up to the end of the file or of the buffer.</summary>
    /// <returns>Number of bytes read.</returns>
    int Read(Span<byte> into, long at);

    /// <summary>Writes all bytes.</summary>
    void Write(ReadOnlySpan<byte> bytes, long at);

    /// <summary>Cuts the file, or makes it longer.</summary>
    void SetLength(long length);

    /// <summary>Returns once everything written is on the disk.</summary>
    void Flush();
}
