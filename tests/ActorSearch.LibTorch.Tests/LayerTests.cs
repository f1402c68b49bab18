using System.Runtime.InteropServices;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

/// <summary>Layers and losses, against the textbook's loops in double precision.</summary>
public class LayerTests
{
    [Theory]
    [InlineData(1, 0, 1, 1)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(1, 2, 2, 1)]
    [InlineData(1, 1, 1, 2)]
    public void Conv2d_is_the_sum_over_the_window(int stride, int padding, int dilation, int groups)
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(2, 2, 5, 6);
        var w = GradientCheck.Numbers(4, 2 / groups, 3, 2);
        var b = GradientCheck.Numbers(4);
        Tensor F(Tensor[] t) => nn.functional.conv2d(t[0], t[1], t[2], [stride, stride], [padding, padding], [dilation, dilation], groups);
        GradientCheck.AssertClose(Conv(x, w, b, stride, padding, dilation, groups), F([x, w, b]));
        GradientCheck.Of(F, x, w, b);
    }

    [Fact]
    public void Padding_same_keeps_the_size_for_odd_and_even_kernels()
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(1, 1, 5, 5);
        using var odd = nn.Conv2d(1, 1, 3, Padding.Same, dtype: float64);
        using var even = nn.Conv2d(1, 1, 2, Padding.Same, dtype: float64);
        using var valid = nn.Conv2d(1, 1, 3, Padding.Valid, dtype: float64);
        Assert.Equal([1, 1, 5, 5], even.call(x).shape);
        Assert.Equal([1, 1, 3, 3], valid.call(x).shape);
        GradientCheck.AssertClose(Conv(x, odd.weight, odd.bias!, 1, 1, 1, 1), odd.call(x));
        GradientCheck.Of(t => odd.call(t[0]), x);
    }

    [Fact]
    public void Conv2d_without_bias_and_with_its_border_reflected()
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(1, 1, 4, 4);
        using var layer = nn.Conv2d(1, 2, 3, padding: 1, padding_mode: PaddingModes.Reflect, bias: false, dtype: float64);
        Assert.Null(layer.bias);
        var padded = nn.functional.pad(x, [1, 1, 1, 1], PaddingModes.Reflect);
        Assert.Equal(x[0, 0, 1, 1].ToDouble(), padded[0, 0, 0, 0].ToDouble());
        GradientCheck.AssertClose(Conv(padded, layer.weight, zeros(2, float64), 1, 0, 1, 1), layer.call(x));
    }

    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(3, 2, 1)]
    [InlineData(2, 1, 1)]
    public void Max_pooling_takes_the_largest_of_the_window(int kernel, int stride, int padding)
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(2, 2, 6, 7);
        var expected = Windows(x, kernel, stride, padding).Select(w => w.Inside.Max());
        Tensor F(Tensor[] t) => nn.MaxPool2d(kernel, stride, padding).call(t[0]);
        GradientCheck.AssertClose(expected, F([x]));
        GradientCheck.AssertClose(expected, nn.functional.max_pool2d(x, kernel, stride, padding));
        GradientCheck.AssertClose(expected, nn.functional.max_pool2d(x, (kernel, kernel), (stride, stride), (padding, padding)));
        GradientCheck.Of(F, x);
    }

    [Theory]
    [InlineData(2, 2, 0, true)]
    [InlineData(3, 2, 1, true)]
    [InlineData(3, 2, 1, false)]
    public void Average_pooling_takes_the_mean_of_the_window(int kernel, int stride, int padding, bool countPadding)
    {
        using var scope = NewDisposeScope();
        var x = GradientCheck.Numbers(2, 2, 6, 7);
        var expected = Windows(x, kernel, stride, padding).Select(w => w.Inside.Sum() / (countPadding ? kernel * kernel : w.Inside.Count));
        Tensor F(Tensor[] t) => nn.AvgPool2d(kernel, stride, padding, count_include_pad: countPadding).call(t[0]);
        GradientCheck.AssertClose(expected, F([x]));
        GradientCheck.Of(F, x);
    }

    [Fact]
    public void Batch_norm_in_training_uses_the_batch_and_moves_the_running_statistics()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.BatchNorm2d(2, momentum: 0.25, dtype: float64);
        var x = GradientCheck.Numbers(3, 2, 2, 2);
        var expected = new double[24];
        var mean = new double[2];
        var unbiased = new double[2];
        var data = x.data<double>();
        for (var c = 0; c < 2; c++)
        {
            var values = Enumerable.Range(0, 12).Select(k => data[k / 4, c, k % 4 / 2, k % 2]).ToArray();
            mean[c] = values.Average();
            var variance = values.Average(v => (v - mean[c]) * (v - mean[c]));
            unbiased[c] = variance * 12 / 11;
            for (var k = 0; k < 12; k++) expected[k / 4 * 8 + c * 4 + k % 4] = (values[k] - mean[c]) / Math.Sqrt(variance + 1e-5);
        }

        GradientCheck.AssertClose(expected, layer.call(x));
        GradientCheck.AssertClose(mean.Select(m => 0.25 * m), layer.running_mean!);
        GradientCheck.AssertClose(unbiased.Select(v => 0.75 + 0.25 * v), layer.running_var!);
        Assert.Equal(1, layer.num_batches_tracked!.ToInt64());

        layer.eval();
        var fixedStatistics = layer.call(x).data<double>()[0, 1, 0, 0];
        Assert.Equal(
            (data[0, 1, 0, 0] - 0.25 * mean[1]) / Math.Sqrt(0.75 + 0.25 * unbiased[1] + 1e-5), fixedStatistics, 1e-12);
        layer.reset_running_stats();
        Assert.Equal(0, layer.num_batches_tracked!.ToInt64());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Batch_norm_s_gradients_are_the_difference_quotients(bool training)
    {
        using var scope = NewDisposeScope();
        var mean = tensor(new[] { 0.1, -0.2 });
        var variance = tensor(new[] { 1.5, 0.7 });
        GradientCheck.Of(
            t => nn.functional.batch_norm(t[0], training ? null : mean, training ? null : variance, t[1], t[2], training),
            GradientCheck.Numbers(3, 2, 2, 2), GradientCheck.Numbers(2), GradientCheck.Numbers(2));
    }

    [Fact]
    public void Batch_norm_refuses_to_train_on_one_value_a_channel()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.BatchNorm2d(2);
        var e = Assert.Throws<ExternalException>(() => layer.call(ones(1, 2, 1, 1)));
        Assert.Contains("more than 1 value per channel when training, got input size [1, 2, 1, 1]", e.Message, StringComparison.Ordinal);
        Assert.Equal([1, 1], layer.running_var!.data<float>().ToArray());
        layer.call(ones(2, 2, 1, 1));
        layer.eval();
        Assert.Equal([1, 2, 1, 1], layer.call(ones(1, 2, 1, 1)).shape);
    }

    [Fact]
    public void Batch_norm_refuses_what_is_no_image()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("[N, C, H, W]", Assert.Throws<ArgumentException>(() => nn.BatchNorm2d(2).call(zeros(3, 2))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nn.Reduction.Mean, 0.0)]
    [InlineData(nn.Reduction.Sum, 0.0)]
    [InlineData(nn.Reduction.Mean, 0.1)]
    public void Cross_entropy_is_minus_the_log_of_the_class_s_share(nn.Reduction reduction, double smoothing)
    {
        using var scope = NewDisposeScope();
        var scores = GradientCheck.Numbers(4, 3);
        long[] classes = [2, 0, 1, 1];
        var target = tensor(classes);
        var data = scores.data<double>();
        var losses = classes.Select((c, n) =>
        {
            var total = Math.Log(Enumerable.Range(0, 3).Sum(k => Math.Exp(data[n, k])));
            return (1 - smoothing) * (total - data[n, c]) + smoothing * Enumerable.Range(0, 3).Average(k => total - data[n, k]);
        }).ToArray();
        var expected = reduction == nn.Reduction.Sum ? losses.Sum() : losses.Average();
        using var module = new CrossEntropyLoss(reduction: reduction, label_smoothing: smoothing);
        GradientCheck.AssertClose([expected], module.call(scores, target));
        GradientCheck.Of(t => nn.functional.cross_entropy(t[0], target, reduction: reduction, label_smoothing: smoothing), scores);
    }

    [Fact]
    public void Cross_entropy_weighs_classes_and_leaves_the_ignored_out()
    {
        using var scope = NewDisposeScope();
        var scores = GradientCheck.Numbers(3, 2);
        var each = nn.functional.cross_entropy(scores, tensor(new long[] { 0, 1, 1 }), reduction: nn.Reduction.None).data<double>().ToArray();
        var weighted = nn.CrossEntropyLoss(tensor(new[] { 1.0, 3.0 }), ignore_index: 9).call(scores, tensor(new long[] { 0, 1, 9 }));
        GradientCheck.AssertClose([(each[0] + 3 * each[1]) / 4], weighted);
    }

    [Fact]
    public void Nll_loss_of_log_softmax_is_cross_entropy()
    {
        using var scope = NewDisposeScope();
        var scores = GradientCheck.Numbers(3, 4);
        var target = tensor(new long[] { 3, 1, 0 });
        var loss = nn.functional.nll_loss(nn.functional.log_softmax(scores, 1), target);
        GradientCheck.AssertClose([nn.functional.cross_entropy(scores, target).ToDouble()], loss);
        GradientCheck.Of(t => nn.functional.nll_loss(nn.functional.log_softmax(t[0], 1), target), scores);
    }

    [Fact]
    public void Linear_is_a_matrix_product_and_a_sum()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(4, 3, dtype: float64);
        var x = GradientCheck.Numbers(2, 4);
        GradientCheck.AssertClose((x.mm(layer.weight.t()) + layer.bias!).detach().data<double>().ToArray(), layer.call(x));
        GradientCheck.Of(t => nn.functional.linear(t[0], t[1], t[2]), x, GradientCheck.Numbers(3, 4), GradientCheck.Numbers(3));
        Assert.Null(nn.Linear(4, 3, hasBias: false).bias);
    }

    [Fact]
    public void Dropout_zeroes_about_its_share_scales_the_rest_and_rests_in_evaluation()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var layer = nn.Dropout(0.25);
        var values = layer.call(ones(10000)).data<float>().ToArray();
        Assert.All(values, v => Assert.True(v == 0 || Math.Abs(v - 4 / 3f) < 1e-6));
        Assert.InRange(values.Count(v => v == 0), 2200, 2800);
        Assert.Contains(nn.Dropout(0.5, inplace: true).call(ones(100)).data<float>().ToArray(), v => v == 2);
        layer.eval();
        Assert.All(layer.call(ones(100)).data<float>().ToArray(), v => Assert.Equal(1, v));
    }

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Layers = new()
    {
        ["conv2d"] = x => nn.functional.conv2d(x, Weight(x, 4, 2, 3, 3), Weight(x, 4), padding: [1, 1]),
        ["conv2d, one number for both sides"] = x => nn.functional.conv2d(x, Weight(x, 4, 2, 3, 3), padding: [1]),
        ["conv2d by 2"] = x => nn.functional.conv2d(x, Weight(x, 4, 2, 3, 3), Weight(x, 4), [2, 2]),
        ["conv2d 7x7 by 2"] = x => nn.functional.conv2d(x, Weight(x, 4, 2, 7, 7), strides: [2, 2], padding: [3, 3]),
        ["conv2d 1x1 by 2"] = x => nn.functional.conv2d(x, Weight(x, 4, 2, 1, 1), strides: [2, 2]),
        ["conv2d same"] = x => nn.functional.conv2d_padding(x, Weight(x, 4, 2, 5, 3), Weight(x, 4), padding: Padding.Same),
        ["max_pool2d"] = x => nn.functional.max_pool2d(x, 2),
        ["max_pool2d, overlapping"] = x => nn.functional.max_pool2d(x, 3, 2, 1),
        ["avg_pool2d"] = x => nn.functional.avg_pool2d(x, 2),
        ["avg_pool2d, overlapping"] = x => nn.functional.avg_pool2d(x, 3, 2, 1),
        ["adaptive_avg_pool2d"] = x => nn.functional.adaptive_avg_pool2d(x, 1),
        ["unfold"] = x => nn.functional.unfold(x, 3, padding: 1, stride: 2),
        ["interpolate"] = x => nn.functional.interpolate(x, [9, 4], mode: InterpolationMode.Bilinear, align_corners: false),
        ["batch_norm"] = x => nn.functional.batch_norm(x, null, null, Weight(x, 2), Weight(x, 2), training: true),
        ["batch_norm, evaluation"] = x => nn.functional.batch_norm(x, Weight(x, 2), Weight(x, 2).abs(), Weight(x, 2), Weight(x, 2)),
        ["linear"] = x => nn.functional.linear(x.flatten(1), Weight(x, 5, 72), Weight(x, 5)),
        ["sigmoid"] = x => x.sigmoid(),
        ["tanh"] = x => x.tanh(),
    };

    public static TheoryData<string> LayerNames => [.. Layers.Keys];

    // The other tests work in double, which libtorch computes; float takes the kernels of native/kernels.
    [Theory]
    [MemberData(nameof(LayerNames))]
    public void Float_agrees_with_double_in_values_and_gradients(string name)
    {
        using var scope = NewDisposeScope();
        var exact = GradientCheck.Numbers(3, 2, 6, 6).requires_grad_();
        var single = exact.detach().to(float32).requires_grad_();
        var (wide, narrow) = (Layers[name](exact), Layers[name](single));
        Assert.Equal(float32, narrow.dtype);
        Assert.Equal(wide.shape, narrow.shape);
        GradientCheck.AssertClose(wide.detach().contiguous().data<double>().ToArray(), narrow, 2e-5);
        (wide * wide).sum().backward();
        (narrow * narrow).sum().backward();
        GradientCheck.AssertClose(exact.grad!.contiguous().data<double>().ToArray(), single.grad!, 2e-4);
    }

    private static Tensor Weight(Tensor like, params long[] shape) => GradientCheck.Numbers(shape).to(like.dtype);

    private static IEnumerable<double> Conv(Tensor x, Tensor w, Tensor b, int stride, int padding, int dilation, int groups)
    {
        var (image, kernel, bias) = (x.data<double>(), w.data<double>(), b.data<double>());
        long[] s = x.shape, k = w.shape;
        var height = (s[2] + 2 * padding - dilation * (k[2] - 1) - 1) / stride + 1;
        var width = (s[3] + 2 * padding - dilation * (k[3] - 1) - 1) / stride + 1;
        for (long n = 0; n < s[0]; n++)
        for (long o = 0; o < k[0]; o++)
        for (long i = 0; i < height; i++)
        for (long j = 0; j < width; j++)
        {
            var sum = bias[o];
            for (long c = 0; c < k[1]; c++)
            for (long u = 0; u < k[2]; u++)
            for (long v = 0; v < k[3]; v++)
            {
                var (row, column) = (i * stride - padding + u * dilation, j * stride - padding + v * dilation);
                if (row >= 0 && row < s[2] && column >= 0 && column < s[3])
                    sum += kernel[o, c, u, v] * image[n, o / (k[0] / groups) * k[1] + c, row, column];
            }

            yield return sum;
        }
    }

    private static IEnumerable<(int Index, List<double> Inside)> Windows(Tensor x, int kernel, int stride, int padding)
    {
        var image = x.data<double>();
        var s = x.shape;
        var index = 0;
        for (long n = 0; n < s[0]; n++)
        for (long c = 0; c < s[1]; c++)
        for (long i = -padding; i + kernel <= s[2] + padding; i += stride)
        for (long j = -padding; j + kernel <= s[3] + padding; j += stride)
        {
            var inside = new List<double>();
            for (var row = i; row < i + kernel; row++)
            for (var column = j; column < j + kernel; column++)
            {
                if (row >= 0 && row < s[2] && column >= 0 && column < s[3]) inside.Add(image[n, c, row, column]);
            }

            yield return (index++, inside);
        }
    }
}
