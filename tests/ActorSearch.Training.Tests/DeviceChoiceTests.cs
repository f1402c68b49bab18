using ActorSearch.Training.Devices;
using TorchSharp;

namespace ActorSearch.Training.Tests;

public class DeviceChoiceTests
{
    [Fact]
    public void The_processor_is_always_there() => Assert.Equal(torch.CPU, Assert.Single(DeviceChoice.Resolve("cpu")));

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:one")]
    [InlineData("")]
    public void A_word_that_is_no_device_is_refused_with_those_that_are(string choice)
    {
        var refusal = Assert.Throws<DeviceException>(() => DeviceChoice.Resolve(choice));

        Assert.Contains("expected auto, cpu, cuda, or one GPU such as cuda:0", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gpu_that_the_machine_does_not_have_is_refused() =>
        Assert.Throws<DeviceException>(() => DeviceChoice.Resolve("cuda:999"));

    [Fact]
    public void Auto_takes_every_gpu_or_else_the_processor()
    {
        var devices = DeviceChoice.Resolve("auto");

        Assert.Equal(torch.cuda.is_available() ? torch.cuda.device_count() : 1, devices.Length);
    }
}
