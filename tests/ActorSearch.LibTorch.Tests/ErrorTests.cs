using System.Runtime.InteropServices;
using TorchSharp.Native;
using static TorchSharp.torch;

namespace ActorSearch.LibTorch.Tests;

public class ErrorTests
{
    private static readonly Dictionary<string, (Action Do, string Says)> Bad = new()
    {
        ["shapes that do not multiply"] = (() => ones(2, 3).mm(ones(2, 3)), "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"),
        ["shapes that do not add"] = (() => _ = ones(2) + ones(3), "The size of tensor a (2) must match the size of tensor b (3)"),
        ["a shape that does not hold the elements"] = (() => ones(4).view(3, 2), "shape '[3, 2]' is invalid for input of size 4"),
        ["a window larger than the image"] = (() => nn.functional.conv2d(ones(1, 1, 2, 2), ones(1, 1, 3, 3)), "Kernel size can't be greater than actual input size"),
        ["a pooled image that vanishes"] = (() => nn.functional.max_pool2d(ones(1, 1, 1, 1), 2), "Output size is too small"),
        ["a position beyond the end"] = (() => _ = ones(2)[5], "index 5 is out of bounds for dimension 0 with size 2"),
        ["a wrong number of channels"] = (() => nn.Conv2d(3, 4, 1).call(ones(1, 1, 4, 4)), "to have 3 channels, but got 1 channels instead"),
        ["a class that is none"] = (() => nn.functional.cross_entropy(ones(1, 2), tensor(new long[] { 7 })), "Target 7 is out of bounds"),
        ["a number where a scalar is not"] = (() => ones(2).backward(), "does not require grad"),
        ["a change in place of a leaf"] = (() => ones(2, requires_grad: true).add_(1), "a leaf Variable that requires grad"),
        ["a gradient of another shape"] = (() => ones(2).grad = ones(3), "a gradient of shape [3] does not fit a tensor of shape [2]"),
        ["data that do not fill the shape"] = (() => tensor(new[] { 1f, 2f }, [3L]), "needs 12 bytes of data, but 8 are given"),
        ["probabilities above 1"] = (() => ones(2).bernoulli_(1.5), "bernoulli_ expects p to be in [0, 1]"),
    };

    public static TheoryData<string> Names => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Libtorch_s_message_comes_as_an_exception_and_the_process_goes_on(string name)
    {
        using var scope = NewDisposeScope();
        var e = Assert.Throws<ExternalException>(Bad[name].Do);
        Assert.Contains(Bad[name].Says, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception raised from", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #", e.Message, StringComparison.Ordinal);
        Assert.Equal(4, (ones(2, 2) * 1).sum().ToDouble());
    }

    [Fact]
    public void Errors_of_threads_do_not_mix()
    {
        var mixed = 0;
        var threads = Enumerable.Range(0, 4).Select(i => new Thread(() =>
        {
            for (var n = 0; n < 200; n++)
            {
                using var scope = NewDisposeScope();
                try
                {
                    ones(4 + i).view(3, 7);
                    Interlocked.Increment(ref mixed);
                }
                catch (ExternalException e) when (e.Message.Contains($"input of size {4 + i}", StringComparison.Ordinal))
                {
                }
                catch (ExternalException)
                {
                    Interlocked.Increment(ref mixed);
                }
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(0, mixed);
    }

    [Fact]
    public void A_disposed_tensor_says_so()
    {
        var t = ones(2);
        t.Dispose();
        t.Dispose();
        Assert.True(t.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => t.sum());
        Assert.Equal("a disposed tensor", t.ToString());
    }

    [Fact]
    public void A_missing_native_library_names_the_places_and_the_remedy()
    {
        var candidates = NativeLibraryResolver.Candidates("/nowhere/app", "/nowhere/lib/A.dll", variable: null);
        var e = Assert.Throws<DllNotFoundException>(() => NativeLibraryResolver.Load(candidates));
        Assert.Contains("/nowhere/lib/libactorsearch_torch.so, /nowhere/app/libactorsearch_torch.so", e.Message, StringComparison.Ordinal);
        Assert.Contains("scripts/setup.sh", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_native_library_that_is_named_is_taken_or_none() =>
        Assert.Equal(["/nowhere/native"], NativeLibraryResolver.Candidates("/nowhere/app", "/nowhere/lib/A.dll", "/nowhere/native"));

    [Fact]
    public void A_native_library_that_cannot_be_loaded_says_why()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "no library");
            var e = Assert.Throws<DllNotFoundException>(() => NativeLibraryResolver.Load([file]));
            Assert.Contains("cannot be loaded", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
