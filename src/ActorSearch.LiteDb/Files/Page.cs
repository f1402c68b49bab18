using System.Buffers.Binary;

namespace ActorSearch.LiteDb.Files;

/// <summary>
/// The unit of LiteDB 5's files, as far as a store must know it without LiteDB (datafile version 8; classes BasePage and
/// HeaderPage of its engine). Numbers are little-endian.
/// </summary>
internal static class Page
{
    /// <summary>Length of a page in bytes.</summary>
    public const int Size = 8192;

    /// <summary>Bytes of a page's beginning that hold all that is read here.</summary>
    public const int HeadLength = 80;

    /// <summary>The first page's type.</summary>
    public const byte HeaderType = 1;

    /// <summary>The highest type of a page.</summary>
    public const byte LastType = 4;

    /// <summary>Where the first page says what file it is.</summary>
    public const int MarkOffset = 32;

    private const int TypeOffset = 4;
    private const int ConfirmedOffset = 18;
    private const int FileVersionOffset = 59;
    private const int LastPageOffset = 64;
    private const int UserVersionOffset = 76;

    /// <summary>What the first page says at <see cref="MarkOffset"/>.</summary>
    public static ReadOnlySpan<byte> Mark => "** This is a LiteDB file **"u8;

    /// <summary>Number of the page in the store's file.</summary>
    public static uint Number(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page);

    /// <summary>What the page holds.</summary>
    public static byte Type(ReadOnlySpan<byte> page) => page[TypeOffset];

    /// <summary>In the log: whether the page is the last of a transaction that was committed.</summary>
    public static bool IsCommit(ReadOnlySpan<byte> page) => page[ConfirmedOffset] != 0;

    /// <summary>In the first page: the version of LiteDB's file format.</summary>
    public static byte FileVersion(ReadOnlySpan<byte> page) => page[FileVersionOffset];

    /// <summary>In the first page: number of the last page that the file has.</summary>
    public static uint LastNumber(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadUInt32LittleEndian(page[LastPageOffset..]);

    /// <summary>In the first page: the pragma USER_VERSION.</summary>
    public static int UserVersion(ReadOnlySpan<byte> page) => BinaryPrimitives.ReadInt32LittleEndian(page[UserVersionOffset..]);
}
