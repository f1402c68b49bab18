using ActorSearch.Cli.Stacks;
using ActorSearch.Cli.Tests.Running;
using ActorSearch.Cli.Tests.Support;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Tests.Launching;

/// <summary>scripts/launch-cluster.sh with processes of this machine.</summary>
public sealed class LocalClusterTests(UndisturbedRun undisturbed) : IClassFixture<UndisturbedRun>, IDisposable
{
    private const string Script = "scripts/launch-cluster.sh";
    private const string Spec = UndisturbedRun.Spec;
    private const int Trials = 36;
    private const int Terminate = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Checkout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Theory]
    [MemberData(nameof(Links.OfThisStack), MemberType = typeof(Links))]
    public void Two_worker_processes_come_to_the_table_of_a_plain_run(string link)
    {
        using var launch = Start("--link", link);
        var ended = launch.Finish().MustEndWith(0);

        Assert.Contains("local-1: 1 worker", ended.Error, StringComparison.Ordinal);
        Assert.Contains("local-2: 1 worker", ended.Error, StringComparison.Ordinal);
        Assert.Equal(Trials, launch.Lines.Count(l => l.StartsWith("{\"event\":\"trial-ended\"", StringComparison.Ordinal)));
        Assert.Equal(undisturbed.Table, Table());
        NothingIsLeftRunning();
    }

    [Theory]
    [InlineData(Command.Interrupt)]
    [InlineData(Terminate)]
    public void An_interrupted_launch_stops_everything_and_goes_on_to_the_same_table(int signal)
    {
        using var launch = Start();
        launch.WaitFor("\"trial-ended\"");
        launch.Signal(signal);
        var interrupted = launch.Finish().MustEndWith(130);

        Assert.Contains("go on with: scripts/launch-cluster.sh", interrupted.Error, StringComparison.Ordinal);
        NothingIsLeftRunning();
        Assert.False(File.Exists(Path.Combine(_checkout.Work, "results.db-wal")), "the store was not closed");

        using var resumed = Start("--resume");
        resumed.Finish().MustEndWith(0);
        Assert.Equal(undisturbed.Table, Table());
    }

    [Fact]
    public void What_a_launch_started_ends_soon_after_the_launch_was_killed()
    {
        using var launch = Start();
        launch.WaitFor("\"trial-ended\"");
        launch.KillAtOnce();

        NothingIsLeftRunning();
        using var resumed = Start("--resume");
        resumed.Finish().MustEndWith(0);
        Assert.Equal(undisturbed.Table, Table());
    }

    [Fact]
    public void A_link_that_the_stack_lacks_is_refused_in_a_line_that_says_where_it_is()
    {
        Assert.SkipWhen(Stack.This.Has(LinkKind.Akka), "this stack has every link");
        using var launch = Start("--link", "akka");
        var refused = launch.Finish().MustEndWith(2);

        Assert.Contains("docs/STACKS.md", Assert.Single(refused.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        NothingIsLeftRunning();
    }

    [Theory]
    [InlineData("--link: 'smoke' is neither akka nor http", "--link", "smoke")]
    [InlineData("--hocon: nowhere.hocon: there is no such file", "--hocon", "nowhere.hocon")]
    [InlineData("--cluster-port: '0' is no port", "--cluster-port", "0")]
    [InlineData("--hocon and --cluster-port go with --link akka", "--link", "http", "--cluster-port", "7071")]
    public void Wrong_words_about_the_link_start_nothing(string expected, params string[] words)
    {
        using var launch = Start(words);

        Assert.Contains(expected, launch.Finish().MustEndWith(2).Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_checkout.Work, "runs")));
    }

    [Fact]
    public void An_experiment_that_is_wrong_ends_the_launch_as_it_ends_a_run()
    {
        File.WriteAllText(Path.Combine(_checkout.Work, Spec), Experiments.Many.Replace("kernel_size", "kernal_size", StringComparison.Ordinal));

        var refused = _checkout.Run(Script, Spec, "--local", "1").MustEndWith(2);

        Assert.Contains("did you mean 'kernel_size'?", refused.Error, StringComparison.Ordinal);
        NothingIsLeftRunning();
    }

    private Command Start(params IEnumerable<string> more)
    {
        File.WriteAllText(Path.Combine(_checkout.Work, Spec), Experiments.Many);
        return _checkout.Start(Script, [Spec, "--local", "2", "--lease-s", "5", "--store", "results.db", "--json", .. more]);
    }

    private string Table() =>
        Command.Run(_checkout.Work, "report", "--store", "results.db", "--format", "csv", "--no-times").MustEndWith(0).Output;

    private void NothingIsLeftRunning()
    {
        SpinWait.SpinUntil(() => _checkout.Processes().Count == 0, Patience);
        Assert.Empty(_checkout.Processes());
    }
}
