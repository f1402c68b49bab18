using System.Globalization;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Disks;

/// <summary>A small file system in memory.</summary>
internal sealed class TemporaryDisk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private TemporaryDisk(string folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Makes one.</summary>
    /// <exception cref="SkippedException">This machine does not allow it.</exception>
    public static async Task<TemporaryDisk> MakeAsync(string folder, int mebibytes)
    {
        if (Signals.EffectiveUser() != 0 || Launcher.Find("mount") is not { } mount)
        {
            throw new SkippedException("mounting a small disk needs root and the program mount");
        }

        Directory.CreateDirectory(folder);
        var size = string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m");
        var mounted = await Launcher.RunAsync([mount, "-t", "tmpfs", "-o", size, "tmpfs", folder], "/", Patience);
        return mounted.Status == 0
            ? new TemporaryDisk(folder)
            : throw new SkippedException($"a small disk cannot be mounted here: {mounted.Error.Trim()}");
    }

    /// <summary>Fills it to the last byte.</summary>
    public void Fill()
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = 65536; size > 0; size /= 2)
        {
            try
            {
                while (true)
                {
                    file.Write(new byte[size]);
                }
            }
            catch (IOException)
            {
                // No room for this much; for less, perhaps.
            }
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(Ballast);

    public async ValueTask DisposeAsync() =>
        await Launcher.RunAsync([Launcher.Find("umount")!, "--lazy", Folder], "/", Patience);
}
