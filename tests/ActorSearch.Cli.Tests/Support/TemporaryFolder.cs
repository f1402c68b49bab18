using System.Runtime.InteropServices;

namespace ActorSearch.Cli.Tests.Support;

/// <summary>A folder that a test has to itself.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("actorsearch-cli-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public TemporaryFolder Add(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this;
    }

    public TemporaryFolder Add(string name, byte[] content)
    {
        File.WriteAllBytes(this[name], content);
        return this;
    }

    public TemporaryFolder AddFolder(string name)
    {
        Directory.CreateDirectory(this[name]);
        return this;
    }

    /// <summary>Makes a named pipe.</summary>
    public TemporaryFolder AddPipe(string name)
    {
        const uint ForItsUser = 0b110_000_000;
        Assert.Equal(0, MakePipe(this[name], ForItsUser));
        return this;
    }

    /// <summary>Every file with its length, and every folder, sorted.</summary>
    public string Listing()
    {
        var entries = new DirectoryInfo(Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(e => e is FileInfo file ? $"{file.FullName} {file.Length}" : $"{e.FullName}/")
            .Order(StringComparer.Ordinal);
        return string.Join('\n', entries);
    }

    /// <summary>Fails where something lies beside a store that a clean close takes in.</summary>
    public void AssertStoresAreClosed() =>
        Assert.Empty(Directory.EnumerateFiles(Path, "*-wal").Concat(Directory.EnumerateFiles(Path, "*-log.litedb")));

    public void Dispose() => Directory.Delete(Path, recursive: true);

    [DllImport("libc", EntryPoint = "mkfifo")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
