using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

/// <summary>Windows and sizes of images, against the textbook's loops in double precision.</summary>
public class ImageTests
{
    [Theory]
    [InlineData(3, 3, 1, 0, 1)]
    [InlineData(2, 3, 2, 1, 1)]
    [InlineData(2, 2, 1, 1, 2)]
    public void Unfold_puts_every_window_into_a_column(int high, int wide, int stride, int padding, int dilation)
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(2, 2, 5, 6);
        Tensor F(Tensor[] t) => nn.functional.unfold(t[0], (high, wide), (dilation, dilation), (padding, padding), (stride, stride));
        var columns = F([x]);
        GradientCheck.AssertClose(Columns(x, high, wide, stride, padding, dilation), columns);
        Assert.Equal([2, 2 * high * wide], columns.shape[..2]);
        GradientCheck.Of(F, x);
        if (high == wide) GradientCheck.AssertClose(columns.data<double>().ToArray(), nn.functional.unfold(x, high, dilation, padding, stride));
    }

    [Theory]
    [InlineData(9, 4)]
    [InlineData(3, 11)]
    [InlineData(5, 6)]
    public void Bilinear_interpolation_weighs_the_four_nearest_pixels_with_edges_on_edges(int height, int width)
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(2, 2, 5, 6);
        Tensor F(Tensor[] t) => nn.functional.interpolate(t[0], [height, width], mode: InterpolationMode.Bilinear, align_corners: false);
        GradientCheck.AssertClose(Bilinear(x, height, width, (to, from, i) => ((i + 0.5) * from / to) - 0.5), F([x]));
        GradientCheck.Of(F, x);
    }

    [Fact]
    public void Bilinear_interpolation_with_corners_on_corners()
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(1, 2, 5, 6);
        var expected = Bilinear(x, 9, 4, (to, from, i) => i * (from - 1.0) / (to - 1.0));
        GradientCheck.AssertClose(expected, nn.functional.interpolate(x, [9, 4], mode: InterpolationMode.Bilinear, align_corners: true));
    }

    [Fact]
    public void Nearest_interpolation_takes_the_pixel_below()
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(1, 1, 2, 3);
        Tensor F(Tensor[] t) => nn.functional.interpolate(t[0], [4]);
        var image = x.data<double>();
        GradientCheck.AssertClose(Enumerable.Range(0, 16).Select(i => image[0, 0, i / 4 * 2 / 4, i % 4 * 3 / 4]), F([x]));
        GradientCheck.Of(F, x);
    }

    [Fact]
    public void A_scale_factor_gives_the_size_rounded_down_and_positions_by_itself_or_by_the_size()
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(1, 1, 5, 4);
        Tensor F(bool recompute) => nn.functional.interpolate(
            x, scale_factor: [1.5, 2], mode: InterpolationMode.Bilinear, align_corners: false, recompute_scale_factor: recompute);
        GradientCheck.AssertClose(Bilinear(x, 7, 8, (to, from, i) => ((i + 0.5) / (to == 7 ? 1.5 : 2)) - 0.5), F(false));
        GradientCheck.AssertClose(Bilinear(x, 7, 8, (to, from, i) => ((i + 0.5) * from / to) - 0.5), F(true));
    }

    [Fact]
    public void What_interpolate_cannot_do_it_says()
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(1, 1, 5, 4);
        Assert.Contains("Area", Assert.Throws<NotSupportedException>(() => nn.functional.interpolate(x, [2], mode: InterpolationMode.Area)).Message, StringComparison.Ordinal);
        Assert.Contains("either", Assert.Throws<ArgumentException>(() => nn.functional.interpolate(x)).Message, StringComparison.Ordinal);
        Assert.Contains("either", Assert.Throws<ArgumentException>(() => nn.functional.interpolate(x, [2], [2])).Message, StringComparison.Ordinal);
        Assert.Contains("2 sides", Assert.Throws<ArgumentException>(() => nn.functional.interpolate(x, [2, 2, 2])).Message, StringComparison.Ordinal);
        Assert.Contains("align_corners", Assert.Throws<ArgumentException>(() => nn.functional.interpolate(x, [2], align_corners: false)).Message, StringComparison.Ordinal);
        Assert.Contains("[N, C, H, W]", Assert.Throws<ArgumentException>(() => nn.functional.interpolate(x[0], [2])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adaptive_average_pooling_to_one_value_is_the_mean_of_each_channel()
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(2, 3, 4, 5);
        var means = Enumerable.Range(0, 6).Select(c => x[c / 3, c % 3].mean().ToDouble()).ToArray();
        GradientCheck.AssertClose(means, nn.AdaptiveAvgPool2d(1).call(x));
        GradientCheck.AssertClose(means, nn.AdaptiveAvgPool2d([1, 1]).call(x));
        GradientCheck.AssertClose(means, nn.functional.adaptive_avg_pool2d(x, 1));
        Assert.Equal([2, 3, 2, 5], nn.AdaptiveAvgPool2d((2, 5)).call(x).shape);
        Assert.Equal([2, 3, 2, 5], nn.functional.adaptive_avg_pool2d(x, (2, 5)).shape);
        GradientCheck.Of(t => nn.AdaptiveAvgPool2d(1).call(t[0]), x);
    }

    [Fact]
    public void Log_softmax_is_a_layer_too()
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(3, 4);
        GradientCheck.AssertClose((x - x.exp().sum([1], keepdim: true).log()).data<double>().ToArray(), nn.LogSoftmax(1).call(x));
    }

    private static IEnumerable<double> Columns(Tensor x, int high, int wide, int stride, int padding, int dilation)
    {
        var image = x.data<double>();
        var s = x.shape;
        for (long n = 0; n < s[0]; n++)
        for (long c = 0; c < s[1]; c++)
        for (long u = 0; u < high; u++)
        for (long v = 0; v < wide; v++)
        for (var i = -padding; i + (dilation * (high - 1)) < s[2] + padding; i += stride)
        for (var j = -padding; j + (dilation * (wide - 1)) < s[3] + padding; j += stride)
        {
            var (row, column) = (i + (u * dilation), j + (v * dilation));
            yield return row >= 0 && row < s[2] && column >= 0 && column < s[3] ? image[n, c, row, column] : 0;
        }
    }

    /// <summary>Position of an output pixel in the input, given both sides and the pixel; edges hold beyond the border.</summary>
    private static IEnumerable<double> Bilinear(Tensor x, int height, int width, Func<double, double, double, double> position)
    {
        var image = x.data<double>();
        var s = x.shape;
        for (long n = 0; n < s[0]; n++)
        for (long c = 0; c < s[1]; c++)
        for (var i = 0; i < height; i++)
        for (var j = 0; j < width; j++)
        {
            var (row, column) = (Math.Max(0, position(height, s[2], i)), Math.Max(0, position(width, s[3], j)));
            var (top, left) = ((long)row, (long)column);
            var (bottom, right) = (Math.Min(top + 1, s[2] - 1), Math.Min(left + 1, s[3] - 1));
            var (down, across) = (row - top, column - left);
            yield return ((1 - down) * (((1 - across) * image[n, c, top, left]) + (across * image[n, c, top, right])))
                + (down * (((1 - across) * image[n, c, bottom, left]) + (across * image[n, c, bottom, right])));
        }
    }
}
