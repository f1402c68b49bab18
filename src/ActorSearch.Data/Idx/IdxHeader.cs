using System.Buffers.Binary;

namespace ActorSearch.Data.Idx;

/// <summary>
/// The head of an IDX file of unsigned bytes: two zero bytes, the type 0x08, the number of dimensions, then each
/// dimension as four bytes, the highest first (LeCun, Cortes and Burges, "The MNIST database", file formats).
/// </summary>
/// <param name="Count">Number of images or labels, N.</param>
/// <param name="Height">Rows of an image; 1 for labels.</param>
/// <param name="Width">Columns of an image; 1 for labels.</param>
internal readonly record struct IdxHeader(int Count, int Height, int Width)
{
    /// <summary>Files that announce more are not read; MNIST has 47,040,000.</summary>
    public const int MaxPayloadBytes = 1 << 30;

    private const byte UnsignedByte = 0x08;

    public int PayloadBytes => Count * Height * Width;

    public static int LengthBytes(IdxKind kind) => 4 + (4 * (int)kind);

    /// <exception cref="DataException">It is no IDX head of that kind, or its sizes are not possible.</exception>
    public static IdxHeader Parse(ReadOnlySpan<byte> head, IdxKind kind, string path)
    {
        if (head.Length < 4)
        {
            throw new DataException($"{path}: ends after {head.Length} bytes, within the magic number of an IDX file.");
        }

        CheckMagic(head[..4], kind, path);
        if (head.Length < LengthBytes(kind))
        {
            throw new DataException(
                $"{path}: ends after {head.Length} bytes, within the head of {LengthBytes(kind)} bytes; fetch it again.");
        }

        Span<uint> sizes = [1, 1, 1];
        for (var i = 0; i < (int)kind; i++)
        {
            sizes[i] = BinaryPrimitives.ReadUInt32BigEndian(head[(4 + (4 * i))..]);
        }

        var shape = string.Join(" x ", sizes[..(int)kind].ToArray());
        if (sizes.Contains(0u))
        {
            throw new DataException($"{path}: its head announces {shape} {Words(kind)}, which is nothing at all.");
        }

        if ((UInt128)sizes[0] * sizes[1] * sizes[2] > MaxPayloadBytes)
        {
            throw new DataException(
                $"{path}: its head announces {shape} {Words(kind)}, more than the {MaxPayloadBytes} bytes that are read; "
                + "the file is damaged or not what its name says.");
        }

        return new IdxHeader((int)sizes[0], (int)sizes[1], (int)sizes[2]);
    }

    internal static string Words(IdxKind kind) => kind == IdxKind.Images ? "pixels" : "labels";

    private static void CheckMagic(ReadOnlySpan<byte> magic, IdxKind kind, string path)
    {
        if (magic[0] == 0 && magic[1] == 0 && magic[2] == UnsignedByte && magic[3] == (byte)kind)
        {
            return;
        }

        var found = Convert.ToHexString(magic);
        var wanted = $"00000{UnsignedByte:X}0{(int)kind}";
        if (magic[0] != 0 || magic[1] != 0)
        {
            throw new DataException(
                $"{path}: is no IDX file: it begins with {found}, an IDX file of {Words(kind)} with {wanted}.");
        }

        if (magic[2] != UnsignedByte)
        {
            throw new DataException(
                $"{path}: holds IDX values of type 0x{magic[2]:X2}; only unsigned bytes (0x08) are read.");
        }

        throw new DataException((kind, magic[3]) switch
        {
            (IdxKind.Images, (byte)IdxKind.Labels) =>
                $"{path}: holds labels where images belong; are the image file and the label file swapped?",
            (IdxKind.Labels, (byte)IdxKind.Images) =>
                $"{path}: holds images where labels belong; are the image file and the label file swapped?",
            _ => $"{path}: has {magic[3]} dimensions (magic {found}); an IDX file of {Words(kind)} has {(int)kind} ({wanted}).",
        });
    }
}
