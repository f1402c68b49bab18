using System.Diagnostics;
using System.Globalization;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Disks;

/// <summary>A small file system in memory. A process of its own unmounts it once this program has ended, however it did.</summary>
internal sealed class TemporaryDisk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Holder = """
        trap '' INT TERM
        mount -t tmpfs -o "$1" tmpfs "$2" || exit 1
        echo mounted
        read -r forever
        umount -l "$2"
        """;

    private readonly Process _holder;

    private TemporaryDisk(string folder, Process holder) => (Folder, _holder) = (folder, holder);

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Makes one.</summary>
    /// <exception cref="SkippedException">This machine does not allow it.</exception>
    public static async Task<TemporaryDisk> MakeAsync(string folder, int mebibytes)
    {
        if (Signals.EffectiveUser() != 0 || Launcher.Find("mount") is null)
        {
            throw new SkippedException("mounting a small disk needs root and the program mount");
        }

        Directory.CreateDirectory(folder);
        var size = string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m");
        var holder = Launcher.Start(["sh", "-c", Holder, "sh", size, folder], "/", isTied: false);
        if (await holder.StandardOutput.ReadLineAsync().WaitAsync(Patience) != "mounted")
        {
            throw new SkippedException($"a small disk cannot be mounted here: {(await holder.StandardError.ReadToEndAsync()).Trim()}");
        }

        return new TemporaryDisk(folder, holder);
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

    public async ValueTask DisposeAsync()
    {
        _holder.StandardInput.Close();
        await _holder.WaitForExitAsync().WaitAsync(Patience);
        _holder.Dispose();
    }
}
