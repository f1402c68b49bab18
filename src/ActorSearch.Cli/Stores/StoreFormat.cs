namespace ActorSearch.Cli.Stores;

/// <summary>A kind of store: what its files begin with, and how new ones are told apart by their names.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="DefaultFile">The store of those who name none, where this is the kind that they get.</param>
/// <param name="MarkOffset">Bytes before its mark.</param>
/// <param name="Mark">What every file of the kind says there.</param>
internal sealed record StoreFormat(string Name, string DefaultFile, int MarkOffset, string Mark)
{
    /// <summary>Layout: https://www.sqlite.org/fileformat2.html, section 1.3.</summary>
    public static readonly StoreFormat Sqlite = new("SQLite", "results.db", 0, "SQLite format 3\0");

    /// <summary>Layout: LiteDB 5's HeaderPage, whose own fields follow the 32 bytes that begin each page.</summary>
    public static readonly StoreFormat LiteDb = new("LiteDB", "results.litedb", 32, "** This is a LiteDB file **");

    private const string LiteDbExtension = ".litedb";

    /// <summary>Bytes that a file's kind can be told from.</summary>
    public const int HeaderBytes = 59;

    /// <summary>The kind of a file that begins so; null where it is none of them.</summary>
    public static StoreFormat? OfHeader(ReadOnlySpan<byte> header) => Sqlite.Matches(header) ? Sqlite : LiteDb.Matches(header) ? LiteDb : null;

    /// <summary>The kind of a new store of a name.</summary>
    public static StoreFormat OfName(string name) => name.EndsWith(LiteDbExtension, StringComparison.OrdinalIgnoreCase) ? LiteDb : Sqlite;

    private bool Matches(ReadOnlySpan<byte> header) =>
        header.Length >= MarkOffset + Mark.Length && System.Text.Ascii.Equals(header.Slice(MarkOffset, Mark.Length), Mark);
}
