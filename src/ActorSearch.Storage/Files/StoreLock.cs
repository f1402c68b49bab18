using ActorSearch.Core.Ports;

namespace ActorSearch.Storage.Files;

/// <summary>
/// The sign that a process runs a study of the store: a locked file beside it, which the operating system unlocks when
/// the process ends in whatever way. With SQLite it only makes for a clear message, since the epoch keeps a second writer
/// from doing harm; with LiteDB it is what keeps a second writer out.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    /// <summary>Bytes, all of them a hole: nothing is ever written there.</summary>
    private const int LongestSign = 1 << 20;

    private readonly string _path;
    private readonly FileStream _file;

    private StoreLock(string path, FileStream file)
    {
        _path = path;
        _file = file;
    }

    /// <summary>Takes the lock.</summary>
    /// <param name="store">The store's file.</param>
    /// <param name="holder">Who has it, for the message.</param>
    /// <exception cref="LedgerException">Another process, or another ledger of this one, has it.</exception>
    public static StoreLock Take(string store, Func<string> holder)
    {
        var path = PathOf(store);
        try
        {
            while (true)
            {
                var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                if (IsAt(path, file))
                {
                    return new StoreLock(path, file);
                }

                // Its last holder deleted it between the opening and the locking: what is locked is no name's file.
                file.Dispose();
            }
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new LedgerException($"the store {store} cannot be written; its folder is write-protected", exception);
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new LedgerException(
                $"the store {store} is in use by {holder()}; wait for it to end, or name another store", exception);
        }
        catch (IOException exception)
        {
            throw new LedgerException($"the store {store} cannot be locked: {exception.Message}", exception);
        }
    }

    /// <summary>The file that stands for the lock.</summary>
    public static string PathOf(string store) => store + "-lock";

    public void Dispose()
    {
        try
        {
            File.Delete(_path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A lock file that nobody has locked holds nobody up.
        }
        finally
        {
            _file.Dispose();
        }
    }

    /// <summary>Whether a file that is locked is the one that the path names, told by a length that no other has.</summary>
    private static bool IsAt(string path, FileStream file)
    {
        if (OperatingSystem.IsWindows())
        {
            // A file that is open to nobody else keeps its name there.
            return true;
        }

        file.SetLength(Random.Shared.Next(1, LongestSign));
        return new FileInfo(path) is { Exists: true } there && there.Length == file.Length;
    }
}
