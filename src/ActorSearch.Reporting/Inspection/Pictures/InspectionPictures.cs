using System.Globalization;
using ActorSearch.Core.Inspection;

namespace ActorSearch.Reporting.Inspection.Pictures;

/// <summary>The pictures of a look inside a network.</summary>
internal static class InspectionPictures
{
    private const int KernelSide = 72;
    private const int MapSide = 64;
    private const int ImageSide = 128;

    /// <summary>Of a layer's values so many set the scale: a few that stick out would leave the rest in the dark.</summary>
    private const double ScaleShare = 0.995;

    /// <summary>A test image: grey, or red, green and blue where it has three channels.</summary>
    public static Picture Of(InspectedImage image)
    {
        var (channels, height, width) = (image.Shape.Channels, image.Shape.Height, image.Shape.Width);
        return new Picture(TileSheet.Draw(1, height, width, ImageSide, (_, row, column) => channels == 3
            ? new Rgba(At(0, row, column), At(1, row, column), At(2, row, column))
            : Rgba.Grey(At(0, row, column))), channels is 1 or 3 ? string.Empty : "the first channel");

        byte At(int channel, int row, int column) => image.Pixels[(((channel * height) + row) * width) + column];
    }

    /// <summary>
    /// The kernels of a convolution: in colour where they see three channels, else the weights on the first channel,
    /// blue below 0 and red above. One scale for all, the same to both sides of 0.
    /// </summary>
    public static Picture Of(KernelBank kernels)
    {
        var scale = LargestOf(kernels.Values.AsSpan());
        var inColour = kernels.Channels == 3;
        return new Picture(
            TileSheet.Draw(kernels.Shown, kernels.Side, kernels.Side, KernelSide, (kernel, row, column) => inColour
                ? ColourScale.Channels(At(kernel, 0, row, column), At(kernel, 1, row, column), At(kernel, 2, row, column))
                : ColourScale.Diverging(At(kernel, 0, row, column))),
            inColour
                ? $"red, green and blue from {Number(-scale)} (dark) over 0 (grey) to {Number(scale)} (bright)"
                : $"{(kernels.Channels == 1 ? string.Empty : "weights on the first channel; ")}blue to {Number(-scale)}, white at 0, red to {Number(scale)}");

        double At(int kernel, int channel, int row, int column) =>
            kernels.Values[(((((kernel * kernels.Channels) + channel) * kernels.Side) + row) * kernels.Side) + column] / scale;
    }

    /// <summary>
    /// The maps of a layer on one scale, which ends where almost all values lie within it: grey from 0 where none is below
    /// it, else blue below 0 and red above.
    /// </summary>
    public static Picture Of(LayerMaps maps)
    {
        var (height, width) = (maps.Layer.Output.Height, maps.Layer.Output.Width);
        var scale = CommonOf(maps.Values.AsSpan());
        var isSigned = maps.Values.Any(v => v < 0);
        return new Picture(
            TileSheet.Draw(maps.Shown, height, width, MapSide, (map, row, column) =>
            {
                var value = maps.Values[(((map * height) + row) * width) + column] / scale;
                return isSigned ? ColourScale.Diverging(value) : ColourScale.Grey(value);
            }),
            isSigned
                ? $"blue from {Number(-scale)} down, white at 0, red from {Number(scale)}"
                : $"black at 0, white from {Number(scale)}");
    }

    /// <summary>The largest finite number, signs left out; 1 where all are 0.</summary>
    private static double LargestOf(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (var value in values)
        {
            largest = float.IsFinite(value) ? Math.Max(largest, Math.Abs(value)) : largest;
        }

        return largest > 0 ? largest : 1;
    }

    /// <summary>The number that almost all finite ones are within, signs left out; the largest where that is 0.</summary>
    private static double CommonOf(ReadOnlySpan<float> values)
    {
        var sizes = new List<float>(values.Length);
        foreach (var value in values)
        {
            if (float.IsFinite(value))
            {
                sizes.Add(Math.Abs(value));
            }
        }

        sizes.Sort();
        var common = sizes.Count == 0 ? 0 : sizes[(int)Math.Ceiling(ScaleShare * sizes.Count) - 1];
        return common > 0 ? common : LargestOf(values);
    }

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
