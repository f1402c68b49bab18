using ActorSearch.Cli.Devices;

namespace ActorSearch.Cli.Tests.Devices;

public class NvidiaSmiTests
{
    private const string Two = """
        0, GPU-5f6c1a2b-0000-1111-2222-333344445555, NVIDIA H200, 143771, 512, 7, Disabled
        1, GPU-9a8b7c6d-0000-1111-2222-333344445555, NVIDIA H200, 143771, 140000, 100, Disabled

        """;

    [Fact]
    public void A_line_is_a_gpu_with_its_memory_in_bytes() => Assert.Equal(
        [
            new GpuReading(0, "GPU-5f6c1a2b-0000-1111-2222-333344445555", "NVIDIA H200", 143771L << 20, 512L << 20, 7),
            new GpuReading(1, "GPU-9a8b7c6d-0000-1111-2222-333344445555", "NVIDIA H200", 143771L << 20, 140000L << 20, 100),
        ],
        NvidiaSmi.Parse(Two));

    [Theory]
    [InlineData("A100 A100", null, true)]
    [InlineData("A100 K620", null, false)]
    [InlineData("A100 K620", "FASTEST_FIRST", false)]
    [InlineData("A100 K620", "PCI_BUS_ID", true)]
    [InlineData("", null, true)]
    public void Gpus_of_several_models_are_told_apart_only_where_their_numbers_are_those_of_the_bus(string models, string? order, bool isKnown) =>
        Assert.Equal(isKnown, DeviceScan.IsNumberingKnown(
            [.. models.Split(' ').Select((m, i) => new GpuReading(i, $"GPU-{i}", m, null, null, null))], order));

    [Fact]
    public void What_a_gpu_does_not_tell_is_unknown() => Assert.Equal(
        [new GpuReading(0, "GPU-1", "Quadro K620", 2000L << 20, null, null)],
        NvidiaSmi.Parse("0, GPU-1, Quadro K620, 2000, [N/A], [Not Supported], [N/A]\r\n"));

    [Fact]
    public void Of_a_gpu_that_is_split_into_instances_the_memory_of_one_is_not_known() => Assert.Equal(
        [new GpuReading(0, "GPU-1", "NVIDIA A100-SXM4-80GB", null, null, null)],
        NvidiaSmi.Parse("0, GPU-1, NVIDIA A100-SXM4-80GB, 81920, 45, [N/A], Enabled"));

    [Theory]
    [InlineData("")]
    [InlineData("No devices were found")]
    [InlineData("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.")]
    [InlineData("Unable to determine the device handle for GPU0000:01:00.0: Unknown Error")]
    public void What_is_no_gpu_is_none(string text) => Assert.Empty(NvidiaSmi.Parse(text));

    [Theory]
    [InlineData(null, "0=0 1=1")]
    [InlineData("1", "1=1")]
    [InlineData("1,0", "1=1 0=0")]
    [InlineData("GPU-9a8b", "GPU-9a8b=1")]
    [InlineData(" 1 , GPU-5f6c1a2b-0000-1111-2222-333344445555", "1=1 GPU-5f6c1a2b-0000-1111-2222-333344445555=0")]
    [InlineData("MIG-1234", "MIG-1234=?")]
    [InlineData("", "")]
    [InlineData("-1", "")]
    [InlineData("0,-1,1", "0=0")]
    public void Cuda_shows_a_process_the_gpus_that_the_variable_names_in_its_order(string? visible, string expected) => Assert.Equal(
        expected,
        string.Join(' ', NvidiaSmi.Visible(NvidiaSmi.Parse(Two), visible).Select(v => $"{v.Binding}={v.Reading?.Index.ToString() ?? "?"}")));
}
