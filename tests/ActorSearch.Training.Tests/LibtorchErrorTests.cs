using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ActorSearch.Training.Trials;
using TorchSharp;

namespace ActorSearch.Training.Tests;

public class LibtorchErrorTests
{
    [Theory]
    [InlineData("Target 7 is out of bounds.", "Target 7 is out of bounds.")]
    [InlineData("one\ntwo\n", "one two")]
    [InlineData(
        "Target 7 is out of bounds.\nException raised from nll_loss_out_frame at LossNLL.cpp:244 (most recent call first):\nframe #0: c10::Error",
        "Target 7 is out of bounds.")]
    [InlineData("Exception raised from nowhere", "Exception raised from nowhere")]
    [SuppressMessage("Usage", "CA2201", Justification = "It is what TorchSharp throws.")]
    public void A_refusal_of_libtorch_is_told_in_one_line_without_its_stack_trace(string message, string expected) =>
        Assert.Equal(expected, LibtorchError.Line(new ExternalException(message)));

    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 79.10 GiB of which 1.21 GiB is free.", true)]
    [InlineData("CUDA error: out of memory", true)]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`", true)]
    [InlineData("std::bad_alloc", true)]
    [InlineData("Target 7 is out of bounds.", false)]
    [InlineData("CUDA error: an illegal memory access was encountered", false)]
    [SuppressMessage("Usage", "CA2201", Justification = "It is what TorchSharp throws.")]
    public void Running_out_of_memory_is_told_apart_from_other_refusals(string message, bool expected) =>
        Assert.Equal(expected, LibtorchError.IsOutOfMemory(new ExternalException(message)));

    [Fact]
    public void What_this_libtorch_says_when_there_is_no_memory_left_is_known()
    {
        var refusal = Assert.ThrowsAny<ExternalException>(() => torch.empty([1L << 48]));

        Assert.True(LibtorchError.IsOutOfMemory(refusal), refusal.Message);
    }
}
