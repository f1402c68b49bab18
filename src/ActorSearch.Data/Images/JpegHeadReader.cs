using System.Buffers.Binary;

namespace ActorSearch.Data.Images;

/// <summary>
/// Walks a JPEG (ITU-T T.81) from marker to marker without decoding it, and refuses what decoders treat differently or
/// badly: tables that are missing or impossible, scans out of order, missing restarts, a missing end. Some releases of
/// stb_image write out of bounds where a table of codes has more than 256 entries.
/// </summary>
internal sealed class JpegHeadReader(byte[] content, string shown)
{
    private const byte StartOfImage = 0xD8;
    private const byte EndOfImage = 0xD9;

    private readonly JpegTables _tables = new(shown);
    private JpegFrame? _frame;
    private int _scans;
    private int _restartInterval;
    private int _at = 2;

    /// <exception cref="DataException">It is damaged, cut off, of a kind that is not decoded, or too large.</exception>
    public ImageHead Read()
    {
        while (true)
        {
            var marker = NextMarker();
            switch (marker)
            {
                case EndOfImage:
                    return _frame is { } whole && _scans > 0
                        ? whole.Head(shown)
                        : throw Damaged("it ends before its pixels begin");
                case >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    if (_frame is not null)
                    {
                        throw Damaged("it has two heads");
                    }

                    _frame = JpegFrame.Parse(marker, Segment(), shown);
                    break;
                case 0xC4:
                    _tables.DefineCodes(Segment());
                    break;
                case 0xDB:
                    _tables.DefineQuantisation(Segment());
                    break;
                case 0xDD:
                    var interval = Segment();
                    _restartInterval = interval.Length == 2
                        ? BinaryPrimitives.ReadUInt16BigEndian(interval)
                        : throw Damaged("its restart interval is no number");
                    break;
                case 0xDA:
                    ReadScan();
                    break;
                case >= 0xE0 and <= 0xEF or 0xFE:
                    Segment();
                    break;
                default:
                    throw Damaged($"the marker {marker:X2} at byte {_at - 1} has no place there");
            }
        }
    }

    private void ReadScan()
    {
        var frame = _frame ?? throw Damaged("its pixels come before its head");
        if (++_scans > ImageLimits.MaxScans)
        {
            throw new DataException($"{shown}: has more than {ImageLimits.MaxScans} scans; save it anew.");
        }

        var units = frame.BeginScan(Segment(), _tables, shown);
        var restarts = SkipEntropyCoded();
        var expected = _restartInterval == 0 ? 0 : ((units + _restartInterval - 1) / _restartInterval) - 1;
        if (restarts != expected)
        {
            throw Damaged($"it has {restarts} restarts in a scan that must have {expected}");
        }
    }

    /// <returns>How many restart markers were passed.</returns>
    private long SkipEntropyCoded()
    {
        var restarts = 0L;
        while (true)
        {
            var ahead = content.AsSpan(_at).IndexOf((byte)0xFF);
            if (ahead < 0 || _at + ahead + 1 >= content.Length)
            {
                throw CutOff();
            }

            _at += ahead;
            switch (content[_at + 1])
            {
                case 0x00:
                    _at += 2;
                    break;
                case 0xFF:
                    _at++;
                    break;
                case >= 0xD0 and <= 0xD7:
                    restarts++;
                    _at += 2;
                    break;
                default:
                    return restarts;
            }
        }
    }

    private byte NextMarker()
    {
        if (_at < content.Length && content[_at] != 0xFF)
        {
            throw Damaged($"there is no marker at byte {_at}");
        }

        while (_at < content.Length && content[_at] == 0xFF)
        {
            _at++;
        }

        if (_at >= content.Length)
        {
            throw CutOff();
        }

        var marker = content[_at++];
        return marker is not (0x00 or StartOfImage)
            ? marker
            : throw Damaged($"the marker {marker:X2} at byte {_at - 1} has no place there");
    }

    private ReadOnlySpan<byte> Segment()
    {
        if (content.Length - _at < 2)
        {
            throw CutOff();
        }

        var length = BinaryPrimitives.ReadUInt16BigEndian(content.AsSpan(_at));
        if (length < 2)
        {
            throw Damaged($"it has a segment of {length} bytes at byte {_at}");
        }

        if (length > content.Length - _at)
        {
            throw CutOff();
        }

        var payload = content.AsSpan(_at + 2, length - 2);
        _at += length;
        return payload;
    }

    private DataException CutOff() => new($"{shown}: is cut off after {content.Length} bytes, before the end of the image; fetch it again.");

    private DataException Damaged(string how) => new($"{shown}: is a damaged JPEG: {how}; mend it or take it out of the folder.");
}
