using Microsoft.Win32.SafeHandles;

namespace ActorSearch.Cli.Inputs;

/// <summary>A store as a person names it, checked as far as that goes without changing anything.</summary>
/// <param name="Text">The name as given.</param>
/// <param name="Path">The database file, whole.</param>
/// <param name="HasContent">Whether the file is there and holds something; SQLite takes an empty file for a new database.</param>
internal sealed record StoreName(string Text, string Path, bool HasContent)
{
    /// <summary>The store of those who name none.</summary>
    public const string Default = "results.db";

    private const int HeaderBytes = 16;

    /// <summary>The folder that holds the store.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    private static ReadOnlySpan<byte> SqliteHeader => "SQLite format 3\0"u8;

    /// <summary>Checks a store's name.</summary>
    /// <param name="text">The name.</param>
    /// <param name="mustExist">Whether the store is only to be read.</param>
    /// <exception cref="InputException">The name can be no store's, or what lies there is none.</exception>
    public static StoreName Parse(string text, bool mustExist)
    {
        RefuseOtherKinds(text);
        string path;
        try
        {
            path = System.IO.Path.GetFullPath(text);
        }
        catch (Exception exception) when (exception is ArgumentException or PathTooLongException)
        {
            throw new InputException($"--store: '{text}' is no file name; expected for example {Default}");
        }

        if (Directory.Exists(path))
        {
            throw new InputException($"{text}: is a folder; expected a database file, for example {System.IO.Path.Combine(text, Default)}");
        }

        var folder = System.IO.Path.GetDirectoryName(path);
        if (folder is null || !Directory.Exists(folder))
        {
            throw new InputException($"{text}: there is no folder {folder}; make it first, or name a store in a folder that is there");
        }

        var exists = File.Exists(path);
        if (!exists && mustExist)
        {
            throw new InputException($"{text}: no such store; 'actorsearch run' makes one, --store names another");
        }

        return new StoreName(text, path, exists && CheckHeader(text, path));
    }

    /// <summary>Whether a file begins as a SQLite database does.</summary>
    public static bool IsDatabase(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        return RandomAccess.Read(file, header, fileOffset: 0) == HeaderBytes && header.SequenceEqual(SqliteHeader);
    }

    private static void RefuseOtherKinds(string text)
    {
        if (text.Length == 0)
        {
            throw new InputException($"--store: the name is empty; expected for example {Default}");
        }

        if (text.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException($"{text}: PostgreSQL stores are not available yet; expected a SQLite file such as {Default}");
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            throw new InputException($"{text}: is no store that is known; expected a SQLite file such as {Default}");
        }

        if (text.EndsWith(".litedb", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException($"{text}: LiteDB stores need the nuget stack; expected a SQLite file such as {Default}");
        }
    }

    /// <returns>Whether the file holds anything.</returns>
    private static bool CheckHeader(string text, string path)
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        int read;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            read = file.ReadAtLeast(header, HeaderBytes, throwOnEndOfStream: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{text}: cannot be read: {exception.Message}");
        }

        if (read > 0 && !header[..read].SequenceEqual(SqliteHeader))
        {
            throw new InputException($"{text}: is not a SQLite database; expected a store that 'actorsearch run' made, or a new name");
        }

        return read > 0;
    }
}
