using ActorSearch.Cli.Stacks;
using ActorSearch.Cli.Stores;
using ActorSearch.Core.Ports;
using Microsoft.Win32.SafeHandles;

namespace ActorSearch.Cli.Inputs;

/// <summary>A store as a person names it, checked as far as that goes without changing anything.</summary>
/// <param name="Text">The name as given.</param>
/// <param name="Path">The database file, whole.</param>
/// <param name="HasContent">Whether the file is there and holds something; an empty file is taken for a new database.</param>
/// <param name="Stores">What opens it.</param>
internal sealed record StoreName(string Text, string Path, bool HasContent, IStores Stores)
{
    private static readonly IStores Sqlite = new SqliteStores();

    /// <summary>The store of those who name none.</summary>
    public static string Default => Stack.This.DefaultStore.DefaultFile;

    /// <summary>The folder that holds the store.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(Path)!;

    private static string Expected => $"expected a {Stack.This.DefaultStore.Name} file such as {Default}";

    /// <summary>Checks a store's name.</summary>
    /// <param name="text">The name.</param>
    /// <param name="mustExist">Whether the store is only to be read.</param>
    /// <param name="option">The option that gave the name, for messages.</param>
    /// <exception cref="InputException">The name can be no store's, or what lies there is none.</exception>
    public static StoreName Parse(string text, bool mustExist, string option = "--store")
    {
        RefuseOtherKinds(text, option);
        string path;
        try
        {
            path = System.IO.Path.GetFullPath(text);
        }
        catch (Exception exception) when (exception is ArgumentException or PathTooLongException)
        {
            throw new InputException($"{option}: '{text}' is no file name; expected for example {Default}");
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

        if (!File.Exists(path))
        {
            return mustExist ? throw NoSuchStore(text) : new StoreName(text, path, HasContent: false, StoresOf(text, StoreFormat.OfName(text)));
        }

        var header = ReadHeader(text, path);
        var format = header.Length == 0 ? StoreFormat.OfName(text) : StoreFormat.OfHeader(header);
        return format is null
            ? throw new InputException(
                $"{text}: is neither a SQLite nor a LiteDB database; expected a store that 'actorsearch run' made, or a new name")
            : new StoreName(text, path, header.Length > 0, StoresOf(text, format));
    }

    /// <summary>Whether a file begins as databases do.</summary>
    public static bool IsDatabase(SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[StoreFormat.HeaderBytes];
        return StoreFormat.OfHeader(header[..RandomAccess.Read(file, header, fileOffset: 0)]) is not null;
    }

    /// <summary>Opens the store for reading and writing; makes it where it is not there.</summary>
    /// <param name="isHeld">Whether other processes are kept from running its studies from here on.</param>
    /// <exception cref="LedgerException">It cannot be had.</exception>
    public ILedger Open(bool isHeld) => Stores.Open(Path, isHeld);

    /// <summary>Opens the store for reading alone.</summary>
    /// <exception cref="LedgerException">It cannot be had.</exception>
    public ILedger OpenForReading() => Stores.OpenForReading(Path);

    private static void RefuseOtherKinds(string text, string option)
    {
        if (text.Length == 0)
        {
            throw new InputException($"{option}: the name is empty; expected for example {Default}");
        }

        if (text.StartsWith("postgres:", StringComparison.OrdinalIgnoreCase) || text.StartsWith("postgresql:", StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException($"{text}: PostgreSQL stores are not available yet; {Expected}");
        }

        if (text.Contains("://", StringComparison.Ordinal))
        {
            throw new InputException($"{text}: is no store that is known; {Expected}");
        }
    }

    private static IStores StoresOf(string text, StoreFormat format) =>
        format == StoreFormat.Sqlite ? Sqlite : Stack.This.LiteDb ?? throw Missing.Of(text, "LiteDB stores need");

    private static InputException NoSuchStore(string text)
    {
        // Somebody who names none may have made the store with a build of the other stack.
        var other = (Stack.This.DefaultStore == StoreFormat.Sqlite ? StoreFormat.LiteDb : StoreFormat.Sqlite).DefaultFile;
        var remedy = text == Default && File.Exists(other)
            ? $"but {other} is there: '--store {other}' reads it"
            : "'actorsearch run' makes one, --store names another";
        return new InputException($"{text}: no such store; {remedy}");
    }

    private static byte[] ReadHeader(string text, string path)
    {
        try
        {
            var header = new byte[StoreFormat.HeaderBytes];
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return header[..file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{text}: cannot be read: {exception.Message}");
        }
    }
}
