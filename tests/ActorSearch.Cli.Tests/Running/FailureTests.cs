using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Running;
using ActorSearch.Cli.Tests.Support;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Cli.Tests.Running;

/// <summary>Runs in which something fails that should not, with trainers that fail on purpose.</summary>
public sealed class FailureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().Add("grid.yaml", Experiments.Right);
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_trial_that_fails_in_all_its_attempts_makes_the_status_1()
    {
        var trainer = new ScriptedTrainer(_ => "out of memory");

        Assert.Equal(1, await RunAsync(trainer));

        Assert.Equal(4 * 3, trainer.Trained);
        Assert.Contains("[4/4]", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("(out of memory)", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("4 of 4 trials failed", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_trial_that_fails_once_is_tried_again_and_the_status_is_0()
    {
        var trainer = new ScriptedTrainer(lease => lease.Attempt == 1 ? "out of memory" : null);

        Assert.Equal(0, await RunAsync(trainer));

        Assert.Contains("attempt 1 failed, will be tried again: out of memory", _output.ToString(), StringComparison.Ordinal);
        Assert.Empty(_error.ToString());
    }

    [Fact]
    public async Task A_complete_study_with_failed_trials_ends_with_1_again()
    {
        await RunAsync(new ScriptedTrainer(_ => "out of memory"));

        Assert.Equal(1, await RunAsync(new ScriptedTrainer(_ => throw new InvalidOperationException("nothing is to be trained"))));
    }

    [Fact]
    public async Task A_log_that_cannot_be_written_is_said_once_and_the_search_goes_on()
    {
        var folder = _folder[new string('x', 300)];

        var status = await SearchRun.RunAsync(Options with { Log = folder }, Terminal, _ => new ScriptedTrainer(_ => null));

        Assert.Equal(0, status);
        Assert.Contains("[4/4]", _output.ToString(), StringComparison.Ordinal);
        var line = Assert.Single(_error.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("no log is kept: ", line, StringComparison.Ordinal);
        Assert.EndsWith("; --log names another folder", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trainers_that_cannot_be_had_leave_nothing_behind()
    {
        var before = _folder.Listing();

        var status = await Guard.RunAsync(Terminal, isVerbose: false, () => SearchRun.RunAsync(
            Options, Terminal, _ => throw new DllNotFoundException("the native part is not there; run scripts/setup.sh")));

        Assert.Equal(1, status);
        Assert.StartsWith("actorsearch: the native part is not there; run scripts/setup.sh", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Listing());
    }

    private Terminal Terminal => new(_output, _error, IsInteractive: false);

    private RunOptions Options => new(
        new ExperimentChoice(_folder["grid.yaml"], CommandLineOverrides.None), _folder[StoreName.Default], Workers: "2", Threads: null, "cpu", Resume: false, Extend: false, Json: false, Verbose: false, Log: null);

    private Task<int> RunAsync(ScriptedTrainer trainer) => SearchRun.RunAsync(Options, Terminal, _ => trainer);

    /// <summary>Fails where its script has an error for the attempt; the rest completes at once.</summary>
    private sealed class ScriptedTrainer(Func<TrialLease, string?> script) : ITrainers, ITrialTrainer
    {
        private int _trained;

        public int Trained => _trained;

        public ITrialTrainer Make(int worker) => this;

        public void Train(IReadOnlyList<TrialLease> leases, ITrialReports reports, CancellationToken cancellation)
        {
            foreach (var lease in leases)
            {
                Interlocked.Increment(ref _trained);
                if (script(lease) is { } error)
                {
                    reports.Failed(lease, error);
                }
                else
                {
                    var epoch = new EpochMetrics(1, 1, 0.5, 1, 0.5, 0.1);
                    reports.Epoch(lease, epoch);
                    reports.Ended(lease, new TrialResult(TrialOutcome.Completed, string.Empty, epoch, 1, 0.5, 1, 0.1));
                }
            }
        }

        public void Dispose()
        {
        }
    }
}
