using ActorSearch.Cli.Inputs;
using TorchSharp;

namespace ActorSearch.Cli.Tests.Inputs;

public class WorkerCountTests
{
    [Fact]
    public void Without_a_number_workers_and_their_threads_fill_the_cores() =>
        Assert.Equal(
            (Math.Max(Environment.ProcessorCount, 1), Math.Max(Environment.ProcessorCount / 2, 1)),
            (WorkerCount.Choose(null, 1, [torch.CPU], waiting: 1000), WorkerCount.Choose(null, 2, [torch.CPU], waiting: 1000)));

    [Fact]
    public void Without_a_number_every_gpu_has_a_worker() =>
        Assert.Equal(2, WorkerCount.Choose(null, 1, [torch.device("cuda", 0), torch.device("cuda", 1)], waiting: 1000));

    [Fact]
    public void There_are_never_more_workers_than_trials_to_train() =>
        Assert.Equal((3, 1), (WorkerCount.Choose(8, 1, [torch.CPU], waiting: 3), WorkerCount.Choose(8, 1, [torch.CPU], waiting: 0)));
}
