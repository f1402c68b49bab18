using ActorSearch.Cli.Tests.Running;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Launching;

/// <summary>scripts/slurm/actorsearch.sbatch with stand-ins that start on this machine what Slurm starts on its nodes.</summary>
public sealed class SlurmTests(UndisturbedRun undisturbed) : IClassFixture<UndisturbedRun>, IDisposable
{
    private const string Spec = UndisturbedRun.Spec;
    private const int Terminate = 15;

    /// <summary>As srun does: every task gets standard input, and a signal to srun goes to all tasks.</summary>
    private const string Srun = """
        #!/usr/bin/env bash
        while [[ $1 == -* ]]; do shift; done
        tasks=()
        for node in 1 2; do
          mkfifo "$STAND_INS/input-$$-$node"
          "$@" --name "node-$node" <"$STAND_INS/input-$$-$node" &
          tasks+=($!)
        done
        trap 'kill "${tasks[@]}" 2>/dev/null' TERM
        tee "$STAND_INS/input-$$-1" >"$STAND_INS/input-$$-2"
        wait
        """;

    private const string Scontrol = """
        #!/usr/bin/env bash
        case $1 in
          show) echo localhost ;;
          requeue) echo "requeued $2" >&2 ;;
        esac
        """;

    private readonly Checkout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Theory]
    [MemberData(nameof(Links.OfThisStack), MemberType = typeof(Links))]
    public void A_job_of_two_nodes_comes_to_the_table_of_a_plain_run(string link)
    {
        using var job = Submit([], "--link", link);
        var ended = job.Finish().MustEndWith(0);

        Assert.Contains("coordinator: https://localhost:", ended.Error, StringComparison.Ordinal);
        Assert.Equal(undisturbed.Table, Table());
        Assert.Empty(Directory.EnumerateDirectories(_checkout.Work, "secrets", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_job_told_of_its_time_limit_hands_back_is_requeued_and_goes_on()
    {
        using var job = Submit([]);
        job.WaitFor("\"trial-ended\"");
        job.Signal(Terminate);
        var ended = job.Finish().MustEndWith(130);
        Assert.Contains("requeued 42", ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_checkout.Work, "results.db-wal")), "the store was not closed");

        using var again = Submit(["SLURM_RESTART_COUNT=1"]);
        again.Finish().MustEndWith(0);
        Assert.Equal(undisturbed.Table, Table());
    }

    [Fact]
    public void Outside_of_a_checkout_it_says_where_to_submit()
    {
        using var job = Command.StartProgram("env", _checkout.Work, "SLURM_SUBMIT_DIR=/", "bash", _checkout["scripts/slurm/actorsearch.sbatch"]);

        Assert.Contains("set ACTORSEARCH_HOME", job.Finish().MustEndWith(2).Error, StringComparison.Ordinal);
    }

    private Command Submit(IEnumerable<string> settings, params IEnumerable<string> options)
    {
        File.WriteAllText(Path.Combine(_checkout.Work, Spec), Experiments.Many);
        var standIns = Directory.CreateDirectory(_checkout["stand-ins"]).FullName;
        foreach (var (name, text) in new[] { ("srun", Srun), ("scontrol", Scontrol) })
        {
            var path = Path.Combine(standIns, name);

            // A copy of a script may be executed.
            File.Copy(_checkout["scripts/setup.sh"], path, overwrite: true);
            File.WriteAllText(path, text + "\n");
        }

        return Command.StartProgram("env", _checkout.Work,
        [
            $"PATH={standIns}:{Environment.GetEnvironmentVariable("PATH")}", $"STAND_INS={standIns}", "SLURM_JOB_ID=42",
            "SLURM_JOB_NUM_NODES=2", "SLURM_JOB_NODELIST=node-[1-2]", "ACTORSEARCH_REQUEUE=1", $"ACTORSEARCH_HOME={_checkout["."]}",
            .. settings, "bash", _checkout["scripts/slurm/actorsearch.sbatch"], Spec, "--store", "results.db", .. options, "--json",
        ]);
    }

    private string Table() =>
        Command.Run(_checkout.Work, "report", "--store", "results.db", "--format", "csv", "--no-times").MustEndWith(0).Output;
}
