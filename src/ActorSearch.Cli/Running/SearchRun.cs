using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Progress;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Local;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Cli.Running;

/// <summary>Runs a search on this machine, from the command line's words to the exit status.</summary>
internal sealed class SearchRun
{
    private readonly RunOptions _options;
    private readonly Terminal _terminal;
    private readonly Func<PreparedRun, ITrainers> _makeTrainers;
    private readonly bool _isLive;
    private volatile string? _notice;
    private RunLog? _log;

    private SearchRun(RunOptions options, Terminal terminal, Func<PreparedRun, ITrainers> makeTrainers)
    {
        _options = options;
        _terminal = terminal;
        _makeTrainers = makeTrainers;
        _isLive = terminal.IsInteractive && !options.Json && !options.Verbose;
    }

    /// <summary>Runs the search.</summary>
    /// <param name="options">What was asked for.</param>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="makeTrainers">Makes what trains, once all that was given is known to be right.</param>
    /// <returns>The exit status.</returns>
    /// <exception cref="InputException">The input is wrong; nothing was written.</exception>
    public static async Task<int> RunAsync(RunOptions options, Terminal terminal, Func<PreparedRun, ITrainers> makeTrainers)
    {
        var run = new SearchRun(options, terminal, makeTrainers);
        using var interruption = new Interruption(run.OnInterrupted);
        var prepared = await PreparedRun.PrepareAsync(options, terminal.Error, interruption.Token).ConfigureAwait(false);
        return await run.RunAsync(prepared, interruption.Token).ConfigureAwait(false);
    }

    private async Task<int> RunAsync(PreparedRun prepared, CancellationToken interrupt)
    {
        var setting = new RunSetting(
            _options.Store,
            prepared.Workers,
            string.Join(", ", prepared.Devices.Select(d => d.ToString())),
            prepared.Experiment.VariedNames,
            Resumed: prepared.Stored.Definition is not null);
        if (prepared.Opening is StudyOpening.AlreadyComplete)
        {
            return await EndAsync(prepared.Stored, setting, wasComplete: true).ConfigureAwait(false);
        }

        using var log = new RunLog(prepared.LogFolder, prepared.Experiment.Study, TimeProvider.System.GetUtcNow(), _options.Verbose, _terminal.Error);
        _log = log;
        try
        {
            var state = await SearchAsync(prepared, setting, log, interrupt).ConfigureAwait(false);
            var exitStatus = await EndAsync(state, setting, wasComplete: false).ConfigureAwait(false);
            log.Ended(exitStatus, ProgressState.Of(state, setting));
            return exitStatus;
        }
        catch (LedgerException exception) when (log.IsOpen)
        {
            log.Fail(exception);
            await _terminal.Error.WriteLineAsync(exception.Message).ConfigureAwait(false);
            await _terminal.Error.WriteLineAsync($"what was recorded is safe; go on with: {_options.ResumeCommand}").ConfigureAwait(false);
            return ExitStatus.Failed;
        }
#pragma warning disable CA1031 // People get a sentence and the log; whoever wants the trace on the terminal asks for it.
        catch (Exception exception) when (log.IsOpen)
#pragma warning restore CA1031
        {
            log.Fail(exception);
            await _terminal.Error.WriteLineAsync(Guard.Unexpected(exception, _options.Verbose, log.Path)).ConfigureAwait(false);
            return ExitStatus.Failed;
        }
    }

    private async Task<StudyState> SearchAsync(PreparedRun prepared, RunSetting setting, RunLog log, CancellationToken interrupt)
    {
        using var trainers = _makeTrainers(prepared);
        var request = new LocalSearchRequest(
            prepared.Plan, prepared.Opening, prepared.Workers, CapacityPerWorker: 1, trainers.Make, CoordinatorOptions.Default);
        var ledger = prepared.Store.Open(isHeld: false);
        await using (ledger.ConfigureAwait(false))
        {
            using var views = new ViewThread(
                [View(), log], setting, exception => log.Warn(exception, "A view of the search failed and is left out"));
            return await LocalSearch.RunAsync(request, ledger, views, TimeProvider.System, interrupt).ConfigureAwait(false);
        }
    }

    private ISearchView View() => this switch
    {
        { _options.Json: true } => new JsonView(_terminal.Out),
        { _isLive: true } => new LiveView(_terminal.OpenDisplay(), () => _notice),
        _ => new PlainView(_terminal.Out),
    };

    private Task<int> EndAsync(StudyState state, RunSetting setting, bool wasComplete) =>
        new StudyEnding(_terminal, _options.Json, () => StoredStudies.Open(_options.Store), $"go on with: {_options.ResumeCommand}")
            .EndAsync(state, setting, wasComplete);

    private void OnInterrupted(string signal)
    {
        const string Notice = "interrupted: giving back the trials at hand; once more ends at once";
        _notice = Notice;
        if (!_isLive)
        {
            _terminal.Error.WriteLine(Notice);
        }

        if (_log is { IsOpen: true } log)
        {
            log.Interrupted(signal);
        }
    }
}
