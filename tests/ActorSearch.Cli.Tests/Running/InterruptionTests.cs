using System.Text.Json;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Running;

/// <summary>Runs that are ended before their time, in good order or not.</summary>
public sealed class InterruptionTests(UndisturbedRun undisturbed) : IClassFixture<UndisturbedRun>, IDisposable
{
    private const int Trials = 36;
    private const string Spec = UndisturbedRun.Spec;

    private readonly TemporaryFolder _folder = new TemporaryFolder().Add(Spec, Experiments.Many);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Command.Interrupt)]
    [InlineData(Command.Terminate)]
    public void An_interrupted_run_ends_in_good_order_and_goes_on_to_the_same_table(int signal)
    {
        using var run = Start();
        run.WaitFor("\"trial-ended\"");
        run.Signal(signal);
        var interrupted = run.Finish().MustEndWith(130);

        Assert.Contains($"go on with: actorsearch run many.yaml --store {StoreName.Default} --resume", interrupted.Error, StringComparison.Ordinal);
        Assert.Equal("interrupted", Parse(run.Lines[^1]).GetProperty("status").GetString());
        _folder.AssertStoresAreClosed();

        var unasked = Command.Run(_folder.Path, "run", Spec).MustEndWith(2);
        Assert.Contains("add --resume", unasked.Error, StringComparison.Ordinal);

        var resumed = Resume();
        AssertEachTrialEndedOnce([.. run.Lines, .. resumed.Output.Split('\n')]);
        Assert.Equal(undisturbed.Table, Table(StoreName.Default));
    }

    [Fact]
    public void A_run_killed_again_and_again_goes_on_to_the_same_table()
    {
        const int Kills = 3;
        var lines = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            using var run = Start(kill > 0 ? ["--resume"] : []);
            run.WaitFor("\"trial-ended\"");
            run.KillAtOnce();
            lines.AddRange(run.Lines);
        }

        lines.AddRange(Resume().Output.Split('\n'));

        // What a kill kept from being shown was recorded all the same, so lines may be missing, but none may come twice.
        Assert.Equal(Ended(lines).Distinct().Count(), Ended(lines).Count);
        var table = Table(StoreName.Default);
        Assert.Equal(Trials, table.TrimEnd().Split('\n').Length - 1);
        Assert.Equal(undisturbed.Table, table);
    }

    [Fact]
    public void A_store_in_use_refuses_a_second_run_and_the_first_goes_on()
    {
        using var first = Start();
        first.WaitFor("\"trial-started\"");
        first.Signal(Command.Stop);

        var second = Command.Run(_folder.Path, "run", Spec, "--resume", "--log", "second").MustEndWith(2);

        // A first run that was stopped in the middle of a transaction holds the file itself as well.
        Assert.Matches("is in use by process|is locked by another program", second.Error);
        Assert.DoesNotContain("   at ", second.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["second"]), "the refused run wrote a log");
        first.Signal(Command.Continue);
        first.Finish().MustEndWith(0);
    }

    private Command Start(params IEnumerable<string> more) =>
        Command.Start(_folder.Path, ["run", Spec, "--json", "--workers", "2", .. more]);

    private CommandResult Resume() => Command.Run(_folder.Path, "run", Spec, "--resume", "--json").MustEndWith(0);

    private string Table(string store) => UndisturbedRun.TableOf(_folder, store);

    private static void AssertEachTrialEndedOnce(IReadOnlyList<string> lines)
    {
        var ended = Ended(lines);
        Assert.Equal(Trials, ended.Count);
        Assert.Equal(Trials, ended.Distinct().Count());
    }

    private static List<string> Ended(IEnumerable<string> lines) =>
    [
        .. lines.Where(l => l.StartsWith("{\"event\":\"trial-ended\"", StringComparison.Ordinal))
            .Select(l => Parse(l).GetProperty("trial").GetString()!),
    ];

    private static JsonElement Parse(string line) => JsonSerializer.Deserialize<JsonElement>(line);
}
