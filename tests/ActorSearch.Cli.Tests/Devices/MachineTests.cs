using ActorSearch.Cli.Devices;
using ActorSearch.Cli.Nodes;

namespace ActorSearch.Cli.Tests.Devices;

public class MachineTests
{
    [Fact]
    public void Memory_is_what_linux_says_is_available() => Assert.Equal(
        new MachineMemory(16_000_000L * 1024, 9_000_000L * 1024),
        MachineMemory.Parse("MemTotal:       16000000 kB\nMemFree:         100000 kB\nMemAvailable:    9000000 kB\n"));

    [Fact]
    public void A_machine_that_does_not_tell_has_unknown_memory() => Assert.Null(MachineMemory.Parse("MemTotal: 16000000 kB\n"));

    [Theory]
    [InlineData(2000, 100, 0, 1000, 600)]
    [InlineData(800, 300, 0, 800, 500)]
    [InlineData(800, 300, 50, 800, 550)]
    [InlineData(800, 10, 0, 800, 600)]
    [InlineData(800, 900, 0, 800, 0)]
    public void A_control_group_leaves_what_its_limit_says(long limit, long used, long idle, long total, long available) => Assert.Equal(
        new MachineMemory(total, available), new MachineMemory(1000, 600).Within(limit, used, idle));

    [Theory]
    [InlineData("0::/\n", "/sys/fs/cgroup")]
    [InlineData("0::/user.slice/a.scope\n", "/sys/fs/cgroup/user.slice/a.scope /sys/fs/cgroup/user.slice /sys/fs/cgroup")]
    [InlineData("9:name=systemd:/x\n4:memory:/job/7\n1:cpu:/y\n", "/sys/fs/cgroup/memory/job/7 /sys/fs/cgroup/memory/job /sys/fs/cgroup/memory")]
    [InlineData("nonsense\n", "")]
    public void Limits_are_looked_for_in_a_group_and_all_that_it_is_part_of(string groups, string folders) =>
        Assert.Equal(folders, string.Join(' ', MachineMemory.GroupFolders(groups)));

    [Fact]
    public void A_processor_is_as_busy_as_it_was_not_idle_in_between()
    {
        var before = ProcessorTimes.Parse("cpu  100 0 100 800 0 0 0 0 0 0\ncpu0 1 2 3\n")!.Value;
        var after = ProcessorTimes.Parse("cpu  130 0 110 850 10 0 0 0 50 0\ncpu0 1 2 3\n")!.Value;

        Assert.Equal(40, after.PercentSince(before));
        Assert.Null(before.PercentSince(before));
        Assert.Null(ProcessorTimes.Parse("intr 1 2 3 4 5 6 7 8 9"));
    }

    [Fact]
    public void A_processor_is_called_what_its_first_core_is() => Assert.Equal(
        "AMD EPYC 9654 96-Core Processor",
        ProcessorModel.Parse(["processor\t: 0", "model name\t: AMD EPYC 9654 96-Core Processor", "model name\t: another"]));

    [Fact]
    public void A_device_comes_back_from_its_json_as_it_was()
    {
        FoundDevice[] devices =
        [
            new("cuda:1", "NVIDIA \"H200\"", "GPU-1", 1L << 37, 5, 99),
            new("cpu", string.Empty, Binding: null, MemoryBytes: null, UsedBytes: null, UtilisationPercent: null),
        ];

        Assert.Equal(devices, devices.Select(d => FoundDevice.FromJson(d.ToJson())));
        Assert.Throws<FormatException>(() => FoundDevice.FromJson("{}"));
        Assert.Throws<FormatException>(() => FoundDevice.FromJson("libtorch says hello"));
    }

    [Theory]
    [InlineData("0", null, 1, 1)]
    [InlineData("0", 3, 1, 3)]
    [InlineData(null, null, 1, 8)]
    [InlineData(null, null, 3, 2)]
    [InlineData(null, null, 16, 1)]
    [InlineData(null, 5, 16, 5)]
    public void A_gpu_gets_one_worker_and_a_processor_what_fills_its_cores_unless_asked_otherwise(string? binding, int? asked, int threads, int expected) =>
        Assert.Equal(expected, DeviceBudget.Of(Device(binding), asked, threads, cores: 8, freeBytes: null, share: 0.9).Workers);

    [Fact]
    public void Trials_may_take_a_share_of_the_memory_less_what_training_processes_take_anyway()
    {
        var gpu = DeviceBudget.Of(Device("0"), workers: 2, threads: 1, cores: 8, freeBytes: 1, share: 0.5);
        var tight = DeviceBudget.Of(Device("0"), workers: 900, threads: 1, cores: 8, freeBytes: 1, share: 0.5);
        var unknown = DeviceBudget.Of(Device("0") with { MemoryBytes = null }, workers: 2, threads: 1, cores: 8, freeBytes: 1, share: 0.5);
        var processor = DeviceBudget.Of(Device(null), workers: 4, threads: 1, cores: 8, freeBytes: 8L << 30, share: 0.5);

        Assert.Equal((40L << 30) - (2L << 30), gpu.BudgetBytes);
        Assert.Equal(0, tight.BudgetBytes);
        Assert.Null(unknown.BudgetBytes);
        Assert.Equal((4L << 30) - (4 * (256L << 20)), processor.BudgetBytes);
    }

    private static FoundDevice Device(string? binding) => new(binding is null ? "cpu" : "cuda:0", string.Empty, binding, 80L << 30, null, null);
}
