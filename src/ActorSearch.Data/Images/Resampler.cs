namespace ActorSearch.Data.Images;

/// <summary>
/// Changes the size of images by a triangle filter that is widened where it shrinks, so that every source pixel counts
/// (Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989; Pillow's BILINEAR does the same). First along
/// rows, then along columns, each rounded to bytes. All in integers: the same bits on every machine.
/// </summary>
internal sealed class Resampler
{
    private const int FractionBits = 22;
    private const int Half = 1 << (FractionBits - 1);

    private readonly int _height;
    private readonly int _width;
    private readonly PassWeights _columns;
    private readonly PassWeights _rows;
    private readonly int _newHeight;
    private readonly int _newWidth;

    public Resampler(int height, int width, int newHeight, int newWidth)
    {
        (_height, _width, _newHeight, _newWidth) = (height, width, newHeight, newWidth);
        (_columns, _rows) = (PassWeights.Between(width, newWidth), PassWeights.Between(height, newHeight));
    }

    /// <summary>Bytes that <see cref="Resize"/> needs between its two passes, one plane's.</summary>
    public int ScratchLength => _height * _newWidth;

    /// <summary>Whether it takes planes of that size.</summary>
    public bool IsFrom(int height, int width) => _height == height && _width == width;

    /// <summary>One plane of H x W bytes to one of the new size.</summary>
    /// <param name="source">H x W bytes, row-major.</param>
    /// <param name="target">The new H x W bytes.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> bytes.</param>
    public void Resize(ReadOnlySpan<byte> source, Span<byte> target, Span<byte> scratch)
    {
        for (var y = 0; y < _height; y++)
        {
            var from = source.Slice(y * _width, _width);
            var to = scratch.Slice(y * _newWidth, _newWidth);
            for (var x = 0; x < _newWidth; x++)
            {
                var sum = Half;
                var first = _columns.First[x];
                foreach (var weight in _columns.Of(x))
                {
                    sum += from[first++] * weight;
                }

                to[x] = Byte(sum);
            }
        }

        for (var y = 0; y < _newHeight; y++)
        {
            var to = target.Slice(y * _newWidth, _newWidth);
            for (var x = 0; x < _newWidth; x++)
            {
                var sum = Half;
                var at = (_rows.First[y] * _newWidth) + x;
                foreach (var weight in _rows.Of(y))
                {
                    sum += scratch[at] * weight;
                    at += _newWidth;
                }

                to[x] = Byte(sum);
            }
        }
    }

    // Rounded weights may add up to a hair more than 1.
    private static byte Byte(int sum) => (byte)Math.Min(sum >> FractionBits, byte.MaxValue);

    /// <summary>For each new pixel along one axis, the first old one that counts, and the weights from there on.</summary>
    private sealed record PassWeights(int[] First, int[] Start, int[] Weights)
    {
        public ReadOnlySpan<int> Of(int index) => Weights.AsSpan(Start[index]..Start[index + 1]);

        /// <remarks>
        /// The centre of new pixel i lies at (i + 1/2) old / new; the weight of old pixel j is
        /// 1 - |j + 1/2 - centre| / support with support = max(old / new, 1), all times 2 new support.
        /// </remarks>
        public static PassWeights Between(int old, int @new)
        {
            var (first, start, weights) = (new int[@new], new int[@new + 1], new List<int>());
            long reach = 2L * Math.Max(old, @new);
            for (var i = 0; i < @new; i++)
            {
                var centre = ((2L * i) + 1) * old;
                var low = (int)Math.Max(0, (centre - reach) / (2L * @new));
                var high = (int)Math.Min(old - 1, (centre + reach) / (2L * @new));
                while (Raw(low) <= 0)
                {
                    low++;
                }

                while (Raw(high) <= 0)
                {
                    high--;
                }

                long sum = 0;
                for (var j = low; j <= high; j++)
                {
                    sum += Raw(j);
                }

                first[i] = low;
                for (var j = low; j <= high; j++)
                {
                    weights.Add((int)(((Raw(j) << (FractionBits + 1)) + sum) / (2 * sum)));
                }

                start[i + 1] = weights.Count;

                long Raw(int j) => reach - Math.Abs((((2L * j) + 1) * @new) - centre);
            }

            return new PassWeights(first, start, [.. weights]);
        }
    }
}
