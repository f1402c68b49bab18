using Microsoft.Win32.SafeHandles;

namespace ActorSearch.LiteDb.Files;

/// <summary>A file of the operating system, without a buffer between it and the caller: what was written can be read.</summary>
internal sealed class FileDevice : IStoreDevice
{
    private readonly SafeFileHandle _file;

    private FileDevice(SafeFileHandle file) => _file = file;

    public long Length => RandomAccess.GetLength(_file);

    /// <summary>Opens a file for writing; others may read it meanwhile.</summary>
    public static FileDevice OpenForWriting(string path) =>
        new(File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));

    /// <summary>Opens a file for reading beside whoever has it; null where there is none.</summary>
    public static IStoreDevice? OpenForReading(string path)
    {
        try
        {
            return new FileDevice(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public int Read(Span<byte> into, long at)
    {
        var total = 0;
        while (total < into.Length && RandomAccess.Read(_file, into[total..], at + total) is > 0 and var read)
        {
            total += read;
        }

        return total;
    }

    public void Write(ReadOnlySpan<byte> bytes, long at) => RandomAccess.Write(_file, bytes, at);

    public void SetLength(long length) => RandomAccess.SetLength(_file, length);

    public void Flush() => RandomAccess.FlushToDisk(_file);

    public void Dispose() => _file.Dispose();
}
