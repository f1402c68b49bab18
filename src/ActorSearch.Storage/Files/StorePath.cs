using ActorSearch.Core.Ports;

namespace ActorSearch.Storage.Files;

/// <summary>Where a store in a file lies, checked before anything is opened.</summary>
internal static class StorePath
{
    /// <summary>The whole path of a store that a user named.</summary>
    /// <exception cref="LedgerException">No file can have such a name.</exception>
    public static string Full(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (ArgumentException exception)
        {
            throw new LedgerException($"'{path}' names no file", exception);
        }
    }

    /// <summary>Makes sure that a file can lie there.</summary>
    /// <param name="path">The store's whole path.</param>
    /// <param name="example">A good name for a store's file, for the message.</param>
    /// <exception cref="LedgerException">It is a folder, or its folder does not exist.</exception>
    public static void Check(string path, string example)
    {
        if (Directory.Exists(path))
        {
            throw new LedgerException($"the store {path} is a folder; name a file in it, such as {Path.Combine(path, example)}");
        }

        if (Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder))
        {
            throw new LedgerException($"the folder {folder} of the store {path} does not exist; make it, or name another store");
        }
    }
}
