namespace ActorSearch.Reporting.Inspection.Pictures;

/// <summary>A picture in memory; clear to begin with.</summary>
internal sealed class Raster
{
    public const int BytesPerPixel = 4;

    private readonly byte[] _bytes;

    public Raster(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        (Width, Height) = (width, height);
        _bytes = new byte[checked(width * height * BytesPerPixel)];
    }

    /// <summary>Columns.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Red, green, blue and alpha of a row's pixels.</summary>
    public ReadOnlySpan<byte> Row(int y) => _bytes.AsSpan(y * Width * BytesPerPixel, Width * BytesPerPixel);

    /// <summary>Paints a square.</summary>
    public void Fill(int left, int top, int side, Rgba colour)
    {
        for (var y = top; y < top + side; y++)
        {
            for (var x = left; x < left + side; x++)
            {
                var pixel = _bytes.AsSpan(((y * Width) + x) * BytesPerPixel, BytesPerPixel);
                (pixel[0], pixel[1], pixel[2], pixel[3]) = (colour.Red, colour.Green, colour.Blue, colour.Alpha);
            }
        }
    }
}
