using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

public class ShapeAndReductionTests
{
    // a counts 0 .. 23 in the shape [2, 3, 4]; what comes out is written by hand.
    private static readonly Dictionary<string, (Func<Tensor, Tensor> Ours, long[] Shape, double[] Expected)> Cases = new()
    {
        ["reshape"] = (a => a.reshape(6, 4)[5], [4], [20, 21, 22, 23]),
        ["view with -1"] = (a => a.view(-1, 12)[1, 2], [], [14]),
        ["view_as"] = (a => a.view_as(zeros(24))[7], [], [7]),
        ["flatten"] = (a => a.flatten(1)[1].narrow(0, 10, 2), [2], [22, 23]),
        ["transpose"] = (a => a.transpose(0, 2)[1, 2, 0], [], [9]),
        ["permute"] = (a => a.permute(2, 0, 1)[3, 1], [3], [15, 19, 23]),
        ["t"] = (a => a[0].t()[1], [3], [1, 5, 9]),
        ["T"] = (a => a[0].T[1], [3], [1, 5, 9]),
        ["contiguous"] = (a => a[0].t().contiguous().view(12).narrow(0, 0, 4), [4], [0, 4, 8, 1]),
        ["unsqueeze"] = (a => a[0, 0].unsqueeze(0), [1, 4], [0, 1, 2, 3]),
        ["squeeze"] = (a => a.narrow(0, 1, 1).narrow(1, 2, 1).squeeze(), [4], [20, 21, 22, 23]),
        ["squeeze one"] = (a => a.narrow(0, 1, 1).narrow(1, 2, 1).squeeze(0), [1, 4], [20, 21, 22, 23]),
        ["narrow"] = (a => a.narrow(2, 1, 2)[1, 0], [2], [13, 14]),
        ["slice"] = (a => a.slice(2, 0, 4, 3)[0, 1], [2], [4, 7]),
        ["select"] = (a => a.select(1, 2)[0], [4], [8, 9, 10, 11]),
        ["a position from the end"] = (a => a[-1, -1, -1], [], [23]),
        ["a range"] = (a => a[1, 0, TensorIndex.Slice(1, 3)], [2], [13, 14]),
        ["a C# range"] = (a => a[1, 0, 1..^1], [2], [13, 14]),
        ["a range by step"] = (a => a[1, 0, TensorIndex.Slice(null, null, 2)], [2], [12, 14]),
        ["ellipsis"] = (a => a[TensorIndex.Ellipsis, 3], [2, 3], [3, 7, 11, 15, 19, 23]),
        ["colon and new axis"] = (a => a[1, TensorIndex.Colon, TensorIndex.None, 0], [3, 1], [12, 16, 20]),
        ["a tensor of positions"] = (a => a[TensorIndex.Single(0), TensorIndex.Tensor(tensor(new long[] { 2, 0 })), TensorIndex.Single(1)], [2], [9, 1]),
        ["truth values"] = (a => a[a > 21], [2], [22, 23]),
        ["one truth value, a new axis"] = (a => a[0, 0][TensorIndex.Bool(true)], [1, 4], [0, 1, 2, 3]),
        ["masked_select"] = (a => a.masked_select(a > 21), [2], [22, 23]),
        ["index_select"] = (a => a.index_select(0, tensor(new long[] { 1, 1 }))[TensorIndex.Colon, 0, 0], [2], [12, 12]),
        ["gather"] = (a => a[0].gather(1, tensor(new long[] { 3, 0, 1 }).view(3, 1)), [3, 1], [3, 4, 9]),
        ["expand"] = (a => a[0, 0].expand(2, 4), [2, 4], [0, 1, 2, 3, 0, 1, 2, 3]),
        ["repeat"] = (a => a[0, 0].repeat(2), [8], [0, 1, 2, 3, 0, 1, 2, 3]),
        ["flip"] = (a => a[0, 0].flip(0), [4], [3, 2, 1, 0]),
        ["cat"] = (a => cat([a[0, 0], a[1, 2]]), [8], [0, 1, 2, 3, 20, 21, 22, 23]),
        ["cat along columns"] = (a => cat([a[0, 0].view(2, 2), a[0, 1].view(2, 2)], 1), [2, 4], [0, 1, 4, 5, 2, 3, 6, 7]),
        ["stack"] = (a => stack([a[0, 0], a[1, 2]], 1), [4, 2], [0, 20, 1, 21, 2, 22, 3, 23]),
        ["split"] = (a => a.split(2, 1)[1], [2, 1, 4], [8, 9, 10, 11, 20, 21, 22, 23]),
        ["scatter"] = (a => a[0, 0].scatter(0, tensor(new long[] { 2 }), tensor(new[] { 9.0 })), [4], [0, 1, 9, 3]),
        ["sum"] = (a => a.sum(), [], [276]),
        ["sum of a dimension"] = (a => a.sum(1), [2, 4], [12, 15, 18, 21, 48, 51, 54, 57]),
        ["sum of two dimensions kept"] = (a => a.sum(0, 2, keepdim: true), [1, 3, 1], [60, 92, 124]),
        ["mean"] = (a => a.mean(), [], [11.5]),
        ["mean of dimensions"] = (a => a.mean([0, 2]), [3], [7.5, 11.5, 15.5]),
        ["var"] = (a => a[0, 0].var(), [], [5.0 / 3]),
        ["var of a dimension, biased"] = (a => a.var(2, unbiased: false)[0], [3], [1.25, 1.25, 1.25]),
        ["std"] = (a => a[0, 0].std(unbiased: false), [], [Math.Sqrt(1.25)]),
        ["max"] = (a => a.max(), [], [23]),
        ["min"] = (a => a.min(), [], [0]),
        ["max of a dimension"] = (a => a.max(2).values[1], [3], [15, 19, 23]),
        ["min of a dimension"] = (a => a.min(2).values[1], [3], [12, 16, 20]),
        ["norm"] = (a => a[0, 0].norm(), [], [Math.Sqrt(14)]),
        ["norm of a dimension"] = (a => a.norm(2)[0, 0], [], [Math.Sqrt(14)]),
        ["cumsum"] = (a => a[0, 0].cumsum(0), [4], [0, 1, 3, 6]),
        ["softmax"] = (a => (a[0, 0] * Math.Log(2)).softmax(0), [4], [1 / 15.0, 2 / 15.0, 4 / 15.0, 8 / 15.0]),
        ["log_softmax"] = (a => (a[0, 0] * Math.Log(2)).log_softmax(0).exp(), [4], [1 / 15.0, 2 / 15.0, 4 / 15.0, 8 / 15.0]),
        ["logsumexp"] = (a => (a[0, 0] * Math.Log(2)).logsumexp(0), [], [Math.Log(15)]),
        ["topk"] = (a => a.view(24).topk(2).values, [2], [23, 22]),
        ["sort"] = (a => a[0, 0].sort(descending: true).Values, [4], [3, 2, 1, 0]),
        ["mm"] = (a => a[0].mm(a[1].t())[2], [3], [8 * 12 + 9 * 13 + 10 * 14 + 11 * 15, 8 * 16 + 9 * 17 + 10 * 18 + 11 * 19, 8 * 20 + 9 * 21 + 10 * 22 + 11 * 23]),
        ["matmul"] = (a => a.matmul(a[0, 0])[0], [3], [14, 38, 62]),
        ["bmm"] = (a => a.bmm(a.transpose(1, 2))[0, 0], [3], [14, 38, 62]),
        ["addmm"] = (a => ones(3, 3, float64).addmm(a[0], a[0].t(), 2, 3)[0], [3], [44, 116, 188]),
        ["mv"] = (a => a[0].mv(a[0, 0]), [3], [14, 38, 62]),
        ["dot"] = (a => a[0, 0].dot(a[0, 1]), [], [38]),
        ["clone"] = (a => a.clone()[0, 0], [4], [0, 1, 2, 3]),
        ["alias"] = (a => a.alias()[0, 0], [4], [0, 1, 2, 3]),
        ["linear"] = (a => nn.functional.linear(a[0, 0].view(1, 4), a[0], a[1, 0].narrow(0, 0, 3)), [1, 3], [14 + 12, 38 + 13, 62 + 14]),
        ["flatten module"] = (a => nn.Flatten().call(a)[1, 11], [], [23]),
        ["pad"] = (a => nn.functional.pad(a[0, 0].view(1, 4), [1, 2], value: 9), [1, 7], [9, 0, 1, 2, 3, 9, 9]),
        ["adaptive_avg_pool2d"] = (a => nn.functional.adaptive_avg_pool2d(a, [1, 1]).flatten(), [2], [5.5, 17.5]),
    };

    private static readonly Dictionary<string, (Func<Tensor, Tensor> Ours, long[] Shape, double[] Expected)> Discrete = new()
    {
        ["argmax"] = (a => a.argmax(), [], [23]),
        ["argmin"] = (a => (-a).argmin(), [], [23]),
        ["argmax of a dimension"] = (a => a.argmax(1), [2, 4], [2, 2, 2, 2, 2, 2, 2, 2]),
        ["argmin of a dimension"] = (a => a.argmin(1), [2, 4], [0, 0, 0, 0, 0, 0, 0, 0]),
        ["positions of the maxima"] = (a => a.max(2).indexes[0], [3], [3, 3, 3]),
        ["all"] = (a => (a >= 0).all(), [], [1]),
        ["all of a dimension"] = (a => (a > 0).all(2)[0], [3], [0, 1, 1]),
        ["any"] = (a => (a > 23).any(), [], [0]),
        ["any of a dimension"] = (a => (a > 22).any(2)[1], [3], [0, 0, 1]),
        ["nonzero"] = (a => (a > 22).nonzero(), [1, 3], [1, 2, 3]),
        ["index_add_"] = (a => zeros(3, float64).index_add_(0, tensor(new long[] { 2, 2 }), a[0, 0].narrow(0, 1, 2), 2), [3], [0, 0, 6]),
        ["scatter_"] = (a => zeros(3, float64).scatter_(0, tensor(new long[] { 2 }), a[0, 0].narrow(0, 3, 1)), [3], [0, 0, 3]),
        ["detach_"] = (a => a.clone().detach_()[0, 0], [4], [0, 1, 2, 3]),
        ["sum as whole numbers"] = (a => a.to(uint8).sum(int64), [], [276]),
    };

    // What the condition picks differs for the scaled numbers of the gradient check.
    public static TheoryData<string> SmoothNames => [.. Cases.Keys.Except(["truth values", "masked_select"])];

    public static TheoryData<string> AllNames => [.. Cases.Keys, .. Discrete.Keys];

    [Theory]
    [MemberData(nameof(AllNames))]
    public void Values_and_shapes_are_those_written_by_hand(string name)
    {
        using var scope = NewDisposeScope();
        var (ours, shape, expected) = Cases.TryGetValue(name, out var smooth) ? smooth : Discrete[name];
        var result = ours(arange(24, float64).view(2, 3, 4));
        Assert.Equal(shape, result.shape);
        GradientCheck.AssertClose(expected, result);
    }

    [Theory]
    [MemberData(nameof(SmoothNames))]
    public void Gradients_are_the_difference_quotients(string name)
    {
        using var scope = NewDisposeScope();
        // Scaled down, so that sums of squares stay well conditioned; the order of the elements stays.
        var a = (arange(24, float64).view(2, 3, 4) / 24 + 0.01).detach();
        GradientCheck.Of(inputs => Cases[name].Ours(inputs[0]), a);
    }

    [Fact]
    public void Assigning_to_a_subscript_changes_just_that_part()
    {
        using var scope = NewDisposeScope();
        var a = zeros(2, 3);
        a[1, TensorIndex.Slice(1)] = tensor(new[] { 5f, 6f });
        a[TensorIndex.Single(0), TensorIndex.Single(0)] = tensor(7f);
        Assert.Equal([7f, 0, 0, 0, 5, 6], a.data<float>().ToArray());
    }
}
