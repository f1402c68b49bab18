using System.Buffers.Binary;

namespace ActorSearch.Data.Images;

/// <summary>The head of a JPEG's frame, and which of its components the scans have brought so far.</summary>
internal sealed class JpegFrame
{
    private const int BlockSide = 8;

    private readonly List<Component> _components = [];

    private JpegFrame(int width, int height, bool progressive) => (Width, Height, Progressive) = (width, height, progressive);

    public int Width { get; }

    public int Height { get; }

    public bool Progressive { get; }

    private int MaxH => _components.Max(each => each.H);

    private int MaxV => _components.Max(each => each.V);

    /// <param name="marker">The kind of frame (T.81, table B.1): C0, C1 sequential, C2 progressive, the others not decoded.</param>
    /// <param name="segment">What follows the marker and the length.</param>
    /// <param name="shown">How messages name the file.</param>
    /// <exception cref="DataException">It is of a kind that is not decoded, too large or not possible.</exception>
    public static JpegFrame Parse(byte marker, ReadOnlySpan<byte> segment, string shown)
    {
        if (marker > 0xC2)
        {
            throw new DataException($"{shown}: is a JPEG with {(marker > 0xC8 ? "arithmetic coding" : "lossless or hierarchical coding")}, "
                + "which is not decoded; save it as an ordinary JPEG or PNG.");
        }

        if (segment.Length < 6 || segment.Length != 6 + (3 * segment[5]))
        {
            throw Damaged("its head has another length than it should", shown);
        }

        if (segment[0] != 8)
        {
            throw new DataException($"{shown}: is a JPEG with {segment[0]} bits a sample; only 8 are decoded. Save it as an ordinary JPEG or PNG.");
        }

        if (segment[5] is not (1 or 3))
        {
            throw new DataException(segment[5] == 4
                ? $"{shown}: is a CMYK JPEG, whose colours depend on a printer's profile; save it as RGB."
                : $"{shown}: is a JPEG with {segment[5]} colour components; 1 (grey) or 3 are decoded.");
        }

        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]));
        ImageLimits.CheckSize(width, height, shown);
        var frame = new JpegFrame(width, height, marker == 0xC2);
        for (var at = 6; at < segment.Length; at += 3)
        {
            frame._components.Add(new Component(segment[at], segment[at + 1] >> 4, segment[at + 1] & 15, segment[at + 2]));
        }

        var isPossible = frame._components.All(each => each.H is >= 1 and <= 4 && each.V is >= 1 and <= 4 && each.Quantisation <= 3
                && frame.MaxH % each.H == 0 && frame.MaxV % each.V == 0)
            && frame._components.DistinctBy(each => each.Id).Count() == frame._components.Count;
        return isPossible ? frame : throw Damaged("its head names components that are not possible", shown);
    }

    /// <summary>Notes what a scan brings (T.81, B.2.3).</summary>
    /// <returns>Number of coding units of the scan, after which restarts are counted.</returns>
    /// <exception cref="DataException">The scan is not possible, or needs a table that is missing.</exception>
    public long BeginScan(ReadOnlySpan<byte> segment, JpegTables tables, string shown)
    {
        if (segment.Length < 4 || segment[0] is < 1 or > 4 || segment.Length != 4 + (2 * segment[0]))
        {
            throw Damaged("a scan's head has another length than it should", shown);
        }

        var (first, last, high, low) = (segment[^3], segment[^2], segment[^1] >> 4, segment[^1] & 15);
        var isSound = Progressive
            ? first <= last && last <= 63 && high <= 13 && low <= 13 && (first == 0 ? last == 0 : segment[0] == 1)
            : first == 0 && high == 0 && low == 0;
        var inScan = new HashSet<Component>();
        for (var i = 0; i < segment[0] && isSound; i++)
        {
            var (id, dc, ac) = (segment[1 + (2 * i)], segment[2 + (2 * i)] >> 4, segment[2 + (2 * i)] & 15);
            var component = _components.Find(each => each.Id == id);
            isSound = component is not null && inScan.Add(component) && tables.HasQuantisation(component.Quantisation)
                && dc <= 3 && ac <= 3
                && (first > 0 || high > 0 || tables.HasDcCodes(dc))
                && ((Progressive && first == 0) || tables.HasAcCodes(ac))
                && (first == 0 || component.Begun);
            if (component is not null && first == 0)
            {
                component.Begun = true;
            }
        }

        if (!isSound)
        {
            throw Damaged("a scan is not possible, or lacks a table", shown);
        }

        // A scan of one component goes by its own blocks; one of several by units of all of them (A.2).
        return inScan.Count == 1
            ? (long)Blocks(Width, inScan.First().H, MaxH) * Blocks(Height, inScan.First().V, MaxV)
            : (long)Units(Width, MaxH) * Units(Height, MaxV);
    }

    /// <exception cref="DataException">A component never came.</exception>
    public ImageHead Head(string shown)
    {
        if (_components.Exists(each => !each.Begun))
        {
            throw Damaged("it ends before all its colours have come", shown);
        }

        // The planes of samples, padded to whole units; of a progressive image the coefficients too, 2 bytes each; the
        // pixels; a row a component; the tables.
        var (across, down) = (Units(Width, MaxH), Units(Height, MaxV));
        var samples = _components.Sum(each => (long)across * each.H * BlockSide * down * each.V * BlockSide);
        return new ImageHead(ImageFormat.Jpeg, Width, Height,
            (samples * (Progressive ? 3 : 1)) + ((long)Width * Height * ImageHead.Channels) + (4L * Width) + (1 << 20));
    }

    private static int Units(int side, int factor) => (side + (BlockSide * factor) - 1) / (BlockSide * factor);

    private static int Blocks(int side, int factor, int maxFactor) =>
        (((side * factor) + maxFactor - 1) / maxFactor + BlockSide - 1) / BlockSide;

    private static DataException Damaged(string how, string shown) =>
        new($"{shown}: is a damaged JPEG: {how}; mend it or take it out of the folder.");

    private sealed class Component(byte id, int h, int v, int quantisation)
    {
        public byte Id { get; } = id;

        /// <summary>Horizontal sampling factor.</summary>
        public int H { get; } = h;

        /// <summary>Vertical sampling factor.</summary>
        public int V { get; } = v;

        public int Quantisation { get; } = quantisation;

        /// <summary>Whether a scan has brought its first coefficients.</summary>
        public bool Begun { get; set; }
    }
}
