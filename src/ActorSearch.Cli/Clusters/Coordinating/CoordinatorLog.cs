using System.Threading.Channels;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Reporting.Text;
using Serilog;
using Serilog.Events;

namespace ActorSearch.Cli.Clusters.Coordinating;

/// <summary>Writes what a coordinator records into its log, on a thread of its own, so that the coordinator never waits for a disk.</summary>
internal sealed class CoordinatorLog : ISearchObserver, IDisposable
{
    /// <summary>Lines that may wait; more are left out, since a log must not fill the memory while its disk stands still.</summary>
    private const int MaxWaiting = 100_000;

    /// <summary>How long lines wait for others: waking a thread for each would cost as much as the line.</summary>
    private static readonly TimeSpan WriteEvery = TimeSpan.FromMilliseconds(100);

    private readonly ILogger _log;
    private readonly Channel<Action> _waiting = Channel.CreateBounded<Action>(MaxWaiting);
    private readonly ManualResetEvent _ending = new(initialState: false);
    private readonly Thread _thread;
    private long _leftOut;

    /// <summary>Starts the thread.</summary>
    public CoordinatorLog(ILogger log)
    {
        _log = log;
        _thread = new Thread(Run) { Name = "log", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc />
    public void Recorded(StudyState state, IReadOnlyList<StudyEvent> events) => Add(() =>
    {
        foreach (var happened in events)
        {
            Write(state, happened);
        }
    });

    /// <inheritdoc />
    public void StoreFailed(string study, LedgerException failure) =>
        Add(() => _log.Error("Study {Study} cannot be recorded; it is tried again: {Reason}", study, failure.Message));

    /// <inheritdoc />
    public void StoreRecovered(string study) => Add(() => _log.Information("Study {Study} is recorded again", study));

    /// <inheritdoc />
    public void RefusedStale(string study, StudyCommand command)
    {
        if (command is StudyCommand.OnAttempt word)
        {
            Add(() => _log.Information(
                "Study {Study} trial {Trial} attempt {Attempt}: a word that came too late was refused: {Word}",
                study, word.Trial.ToString(), word.Attempt, word.GetType().Name));
        }
    }

    /// <summary>Writes what is left to write, and ends the thread.</summary>
    public void Dispose()
    {
        _waiting.Writer.Complete();
        _ending.Set();
        _thread.Join();
        _ending.Dispose();
    }

    private void Add(Action line)
    {
        if (!_waiting.Writer.TryWrite(line))
        {
            Interlocked.Increment(ref _leftOut);
        }
    }

    private void Run()
    {
        bool isEnding;
        do
        {
            isEnding = _ending.WaitOne(WriteEvery);
            while (_waiting.Reader.TryRead(out var line))
            {
                line();
            }

            if (Interlocked.Exchange(ref _leftOut, 0) is > 0 and var leftOut)
            {
                _log.Warning("{LeftOut} lines are left out of the log, which did not keep up", leftOut);
            }
        }
        while (!isEnding);
    }

    private void Write(StudyState state, StudyEvent happened)
    {
        var study = state.Definition!.Name;
        switch (happened)
        {
            case StudyEvent.Created e:
                _log.Information(
                    "Study {Study} begun: seed {Seed}, data {DataFingerprint}", study, e.Definition.Seed, e.Definition.DataFingerprint);
                break;
            case StudyEvent.TrialsAdded e:
                _log.Information("Study {Study}: {Trials} trials added", study, e.Trials.Length);
                break;
            case StudyEvent.Opened e:
                _log.Information("Study {Study} opened: {Done} of {Total} trials done, leases of {Lease}", study, state.EndedCount, state.Trials.Count, e.LeaseDuration);
                break;
            case StudyEvent.Leased e:
                _log.Information(
                    "Study {Study} trial {Trial} attempt {Attempt} leased to {Worker}: {Config}",
                    study, e.Trial.ToString(), e.Attempt, SafeText.OneLine(e.Worker), state.Find(e.Trial)!.Plan.Config.ToString());
                break;
            case StudyEvent.EpochReported e:
                _log.Debug(
                    "Study {Study} trial {Trial} attempt {Attempt} epoch {Epoch}: train {TrainLoss} {TrainAccuracy}, validation {ValidationLoss} {ValidationAccuracy}, {Seconds} s",
                    study, e.Trial.ToString(), e.Attempt, e.Metrics.Epoch, e.Metrics.TrainLoss, e.Metrics.TrainAccuracy,
                    e.Metrics.ValidationLoss, e.Metrics.ValidationAccuracy, e.Metrics.Seconds);
                break;
            case StudyEvent.Finished e:
                _log.Information(
                    "Study {Study} trial {Trial} attempt {Attempt} ended {Outcome} {Reason} after {Epochs} epochs and {Seconds} s: best {Best}",
                    study, e.Trial.ToString(), e.Attempt, e.Result.Outcome, SafeText.OneLine(e.Result.Reason), e.Result.Epochs, e.Result.Seconds,
                    e.Result.Best?.Get(state.Definition.Objective.Metric));
                break;
            case StudyEvent.AttemptEnded e:
                _log.Write(
                    e.End.CountsAsFailure() ? LogEventLevel.Warning : LogEventLevel.Information,
                    "Study {Study} trial {Trial} attempt {Attempt} ended without a result ({End}, gives up {GivesUp}): {Reason}",
                    study, e.Trial.ToString(), e.Attempt, e.End, e.GivesUp, SafeText.OneLine(e.Reason));
                break;
            case StudyEvent.Completed:
                _log.Information("Study {Study} is complete: {Total} trials", study, state.Trials.Count);
                break;
            default:
                break;
        }
    }
}
