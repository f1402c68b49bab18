namespace ActorSearch.Data.Images;

/// <summary>Which tables a JPEG has defined so far, each checked to be possible.</summary>
internal sealed class JpegTables(string shown)
{
    private const int MaxCodes = 256;

    private readonly bool[] _dcCodes = new bool[4];
    private readonly bool[] _acCodes = new bool[4];
    private readonly bool[] _quantisation = new bool[4];

    public bool HasDcCodes(int index) => index < 4 && _dcCodes[index];

    public bool HasAcCodes(int index) => index < 4 && _acCodes[index];

    public bool HasQuantisation(int index) => index < 4 && _quantisation[index];

    /// <summary>Tables of Huffman codes (T.81, B.2.4.2).</summary>
    /// <exception cref="DataException">A table is not possible.</exception>
    public void DefineCodes(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            if (segment.Length < 17 || segment[0] >> 4 > 1 || (segment[0] & 15) > 3)
            {
                throw Damaged("a table of codes");
            }

            // As many codes of each length as the shorter ones leave free (C.2), at most one for each value of a byte.
            var (count, next) = (0, 0);
            for (var length = 1; length <= 16; length++)
            {
                count += segment[length];
                next += segment[length];
                if (next > 1 << length)
                {
                    throw Damaged("a table of codes");
                }

                next <<= 1;
            }

            if (count > MaxCodes || segment.Length < 17 + count)
            {
                throw Damaged("a table of codes");
            }

            (segment[0] >> 4 == 0 ? _dcCodes : _acCodes)[segment[0] & 15] = true;
            segment = segment[(17 + count)..];
        }
    }

    /// <summary>Quantisation tables (T.81, B.2.4.1).</summary>
    /// <exception cref="DataException">A table is not possible.</exception>
    public void DefineQuantisation(ReadOnlySpan<byte> segment)
    {
        while (segment.Length > 0)
        {
            var length = 1 + (64 * (1 + (segment[0] >> 4)));
            if (segment[0] >> 4 > 1 || (segment[0] & 15) > 3 || segment.Length < length)
            {
                throw Damaged("a quantisation table");
            }

            _quantisation[segment[0] & 15] = true;
            segment = segment[length..];
        }
    }

    private DataException Damaged(string what) =>
        new($"{shown}: is a damaged JPEG: {what} is not possible; mend it or take it out of the folder.");
}
