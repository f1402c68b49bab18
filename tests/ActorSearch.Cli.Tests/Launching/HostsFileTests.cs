using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Launching;

/// <summary>What scripts/launch-cluster.sh refuses before it starts anything.</summary>
public sealed class HostsFileTests : IDisposable
{
    private const string Script = "scripts/launch-cluster.sh";

    private readonly Checkout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Theory]
    [InlineData("gpu-a gpus=one", "hosts.txt:1: gpus: 'one' is neither 'none' nor numbers with commas such as 0,1")]
    [InlineData("gpu-a gpus=0,,1", "hosts.txt:1: gpus: '0,,1'")]
    [InlineData("# ours\n\ngpu-a workers=-1", "hosts.txt:3: workers: '-1' is neither 'auto' nor a whole number up to 1000")]
    [InlineData("gpu-a workers=0", "hosts.txt:1: workers=0 leaves the host without work")]
    [InlineData("gpu-a role=boss", "hosts.txt:1: role: 'boss' is neither 'worker' nor 'coordinator'")]
    [InlineData("gpu-a role=coordinator\ngpu-b role=coordinator", "hosts.txt:2: a second role=coordinator")]
    [InlineData("gpu-a gpu=0", "hosts.txt:1: unknown key 'gpu'; there are gpus, workers, role and folder")]
    [InlineData("gpu-a 4", "hosts.txt:1: '4' is not understood; right is KEY=VALUE")]
    [InlineData("gpu-a gpus=0 gpus=1", "hosts.txt:1: gpus stands twice")]
    [InlineData("me@gpu-a\nyou@gpu-a", "hosts.txt:2: the host gpu-a stands twice")]
    [InlineData("-oProxyCommand=true", "hosts.txt:1: '-oProxyCommand=true' is no name of a host")]
    [InlineData("gpu-a folder=$HOME/x", "hosts.txt:1: folder: '$HOME/x' will not do")]
    [InlineData("gpu-a folder=../x", "hosts.txt:1: folder: '../x' will not do")]
    [InlineData("gpu-a folder=~/", "hosts.txt:1: folder: '~/' will not do")]
    [InlineData("gpu-\u001b[31ma", "hosts.txt: is no file of hosts: it holds control characters")]
    [InlineData("# nobody", "hosts.txt: names no host")]
    public void A_wrong_line_is_named_and_nothing_starts(string hosts, string error)
    {
        File.WriteAllText(Path.Combine(_checkout.Work, "hosts.txt"), hosts + "\n");

        var refused = _checkout.Run(Script, "--hosts", "hosts.txt").MustEndWith(2);

        Assert.Contains(error, refused.Error, StringComparison.Ordinal);
        Assert.Equal(["hosts.txt"], Directory.EnumerateFileSystemEntries(_checkout.Work).Select(Path.GetFileName));
    }

    [Fact]
    public void Every_wrong_line_is_named_at_once()
    {
        File.WriteAllText(Path.Combine(_checkout.Work, "hosts.txt"), "a gpus=x\nb # right\nc role=x workers=x\n");

        var refused = _checkout.Run(Script, "--hosts", "hosts.txt").MustEndWith(2);

        Assert.Equal(3, refused.Error.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData("either --hosts FILE or --local N must be given")]
    [InlineData("--hosts and --local exclude each other", "--local", "2", "--hosts", "hosts.txt")]
    [InlineData("--local: 'two' is no whole number from 1 to 999", "--local", "two")]
    [InlineData("--local needs a value", "--local")]
    [InlineData("nowhere.yaml: there is no such experiment file", "nowhere.yaml", "--local", "1")]
    [InlineData("hosts.txt: there is no such file of hosts", "--hosts", "hosts.txt")]
    [InlineData("there is no option '--frobnicate'", "--local", "1", "--frobnicate")]
    [InlineData("there is no option '--detach'", "--local", "1", "--detach")]
    [InlineData("--port: '70000' is no port", "--local", "1", "--port", "70000")]
    [InlineData("--lease-s: 'long' is no whole number", "--local", "1", "--lease-s", "long")]
    public void A_wrong_option_is_named_and_nothing_starts(string error, params string[] arguments)
    {
        var refused = _checkout.Run(Script, arguments).MustEndWith(2);

        Assert.Contains(error, refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_checkout.Work));
    }

    [Fact]
    public void Where_no_host_can_be_reached_nothing_is_started()
    {
        // The port of discard, where nobody listens.
        File.WriteAllText(Path.Combine(_checkout.Work, "hosts.txt"), "127.0.0.1\n");
        File.WriteAllText(Path.Combine(_checkout.Work, "config"), "Host *\n  Port 9\n");
        File.WriteAllText(Path.Combine(_checkout.Work, "launch.sh"), $"ACTORSEARCH_SSH='-F config' exec {_checkout[Script]} --hosts hosts.txt\n");

        using var command = Command.StartProgram("bash", _checkout.Work, "launch.sh");
        var refused = command.Finish();

        Assert.SkipWhen(refused.Error.Contains("is not installed", StringComparison.Ordinal), refused.Error);
        refused.MustEndWith(1);
        Assert.Contains("127.0.0.1: cannot be reached", refused.Error, StringComparison.Ordinal);
        Assert.Contains("no host can be reached; nothing was started", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_checkout.Work, "results.db")));
    }
}
