using ActorSearch.LiteDb.Files;

namespace ActorSearch.LiteDb.Tests.Disks;

/// <summary>A file for reading in whose midst of a reading something else happens.</summary>
/// <param name="file">The file.</param>
/// <param name="meddle">Called halfway through every reading.</param>
internal sealed class MeddledDevice(IStoreDevice file, Action meddle) : IStoreDevice
{
    public long Length => file.Length;

    public int Read(Span<byte> into, long at)
    {
        var half = (int)Math.Min(into.Length, file.Length - at) / 2;
        var read = half <= 0 ? 0 : file.Read(into[..half], at);
        meddle();
        return read + file.Read(into[read..], at + read);
    }

    public void Write(ReadOnlySpan<byte> bytes, long at) => throw new NotSupportedException();

    public void SetLength(long length) => throw new NotSupportedException();

    public void Flush() => throw new NotSupportedException();

    public void Dispose() => file.Dispose();
}
