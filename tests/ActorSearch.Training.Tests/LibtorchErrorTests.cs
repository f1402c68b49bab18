using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ActorSearch.Training.Trials;

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
}
