using ActorSearch.Core.Clusters;

namespace ActorSearch.Core.Tests.Clusters;

public sealed class WorkerConfigTests
{
    [Fact]
    public void Every_key_is_read_and_relative_paths_start_at_the_file()
    {
        const string All = """
            coordinator: https://head.example.org:7443
            token_file: token
            ca_file: ca.pem
            link: http
            cluster: 10.0.0.7:0
            seeds: 10.0.0.5:7071
            hocon: worker.hocon
            name: gpu-a.lab_2
            device: cuda:1
            workers: 3
            threads: 2
            memory_share: 0.75
            keep_weights: 5
            weights: weights
            log: logs
            """;

        var config = Valid(All);

        Assert.Equal([new NodeAddress("10.0.0.5", 7071)], config.Link.Seeds);
        Assert.Equal(
            new WorkerConfig
            {
                Coordinator = new Uri("https://head.example.org:7443"),
                TokenFile = "/srv/search/token",
                CaFile = "/srv/search/ca.pem",
                Link = new LinkSettings
                {
                    Kind = LinkKind.Http,
                    Address = new NodeAddress("10.0.0.7", 0),
                    Seeds = config.Link.Seeds,
                    HoconFile = "/srv/search/worker.hocon",
                },
                Name = "gpu-a.lab_2",
                Device = "cuda:1",
                WorkersPerDevice = 3,
                Threads = 2,
                MemoryShare = 0.75,
                KeepWeights = 5,
                WeightFolder = "/srv/search/weights",
                LogFolder = "/srv/search/logs",
            },
            config);
    }

    [Fact]
    public void A_file_without_keys_leaves_everything_at_its_default() => Assert.Equal(WorkerConfig.Default, Valid("# nothing"));

    [Fact]
    public void Auto_takes_back_a_number_of_workers()
    {
        var workers = WorkerConfig.Keys.Single(k => k.Name == "workers");

        Assert.Null(workers.Set(Valid("workers: 3"), "auto")!.WorkersPerDevice);
    }

    [Fact]
    public void A_key_belongs_to_one_link_or_to_both()
    {
        string[] Of(LinkKind? link) => [.. WorkerConfig.Keys.Where(k => k.Link == link).Select(k => k.Name)];

        Assert.Equal(["coordinator", "token_file", "ca_file"], Of(LinkKind.Http));
        Assert.Equal(["cluster", "seeds", "hocon"], Of(LinkKind.Akka));
        Assert.Equal(["link", "name", "device", "workers", "threads", "memory_share", "keep_weights", "weights", "log"], Of(null));
    }

    [Theory]
    [InlineData("cpu")]
    [InlineData("cuda")]
    [InlineData("cuda:0")]
    [InlineData("auto")]
    public void A_device_is_one_that_there_could_be(string device) => Assert.Equal(device, Valid($"device: {device}").Device);

    [Theory]
    [InlineData("coordinator: head:7070", "coordinator: expected the coordinator's address, such as https://head.example.org:7070")]
    [InlineData("coordinator: http://user:secret@head:7070", "coordinator: expected the coordinator's address")]
    [InlineData("name: gpu a", "name: expected at most 60 letters, digits, '.', '_' and '-', not 'gpu a'")]
    [InlineData("name: gpu/0", "name: expected at most 60 letters")]
    [InlineData("name: gpu~1", "name: expected at most 60 letters")]
    [InlineData("device: gpu", "device: expected auto, cpu, cuda or one GPU such as cuda:0, not 'gpu'")]
    [InlineData("device: cuda:-1", "device: expected auto")]
    [InlineData("device: cuda:x", "device: expected auto")]
    [InlineData("workers: 0", "workers: expected auto or a whole number from 1 to 1024, not '0'")]
    [InlineData("workers: 1025", "workers: expected auto or a whole number")]
    [InlineData("workers: many", "workers: expected auto or a whole number")]
    [InlineData("threads: auto", "threads: expected a whole number from 1 to 1024, not 'auto'")]
    [InlineData("threads: 0", "threads: expected a whole number from 1 to 1024, not '0'")]
    [InlineData("memory_share: 0", "memory_share: expected a number above 0 and at most 1, such as 0.9, not '0'")]
    [InlineData("memory_share: 1.01", "memory_share: expected a number above 0")]
    [InlineData("memory_share: 90%", "memory_share: expected a number above 0")]
    [InlineData("memory_share: .nan", "memory_share: expected a number above 0")]
    [InlineData("worker: 2", "worker: unknown key; did you mean 'workers'?")]
    public void What_is_wrong_is_said_with_its_place(string text, string message)
    {
        var reading = Assert.IsType<ConfigReading<WorkerConfig>.Invalid>(WorkerConfig.Read(text, "/srv/search"));

        Assert.Contains($"worker.yaml:1:{(text.StartsWith("worker:", StringComparison.Ordinal) ? 1 : text.IndexOf(' ', StringComparison.Ordinal) + 2)}: {message}",
            Assert.Single(reading.Errors).Format("worker.yaml"), StringComparison.Ordinal);
    }

    private static WorkerConfig Valid(string text) =>
        Assert.IsType<ConfigReading<WorkerConfig>.Valid>(WorkerConfig.Read(text, "/srv/search")).Config;
}
