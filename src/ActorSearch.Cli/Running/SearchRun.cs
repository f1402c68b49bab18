using System.Collections.Immutable;
using ActorSearch.Cli.Dashboard;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Progress;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Local;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Dashboard;
using ActorSearch.Reporting.TensorBoard;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Running;

/// <summary>Runs a search on this machine, from the command line's words to the exit status.</summary>
internal sealed class SearchRun
{
    private readonly RunOptions _options;
    private readonly Terminal _terminal;
    private readonly Func<PreparedRun, ITrainers> _makeTrainers;
    private readonly bool _isLive;
    private volatile string? _notice;
    private volatile string? _trouble;
    private volatile string? _whereToLook;
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
        using var port = DashboardPort.Take(options.Dashboard);
        using var interruption = new Interruption(run.OnInterrupted);
        var prepared = await PreparedRun.PrepareAsync(options, terminal.Error, interruption.Token).ConfigureAwait(false);
        return await run.RunAsync(prepared, port, interruption.Token).ConfigureAwait(false);
    }

    private async Task<int> RunAsync(PreparedRun prepared, LoopbackPort? port, CancellationToken interrupt)
    {
        var setting = new RunSetting(
            _options.Store,
            prepared.Workers,
            string.Join(", ", prepared.Devices.Select(d => d.ToString())),
            prepared.Experiment.VariedNames,
            Resumed: prepared.Stored.Definition is not null);
        if (prepared.Opening is StudyOpening.AlreadyComplete)
        {
            await SettleCurvesAsync(prepared).ConfigureAwait(false);
            return await EndAsync(prepared, prepared.Stored, setting, wasComplete: true).ConfigureAwait(false);
        }

        using var log = new RunLog(prepared.LogFolder, prepared.Experiment.Study, TimeProvider.System.GetUtcNow(), _options.Verbose, _terminal.Error);
        _log = log;
        try
        {
            var state = await SearchDashboard.AroundAsync(
                port, prepared.Experiment.Study, Tell, OnDashboardFailure, browser => SearchAsync(prepared, setting, log, browser, interrupt)).ConfigureAwait(false);
            var exitStatus = await EndAsync(prepared, state, setting, wasComplete: false).ConfigureAwait(false);
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

    private async Task<StudyState> SearchAsync(
        PreparedRun prepared, RunSetting setting, RunLog log, ISearchView? browser, CancellationToken interrupt)
    {
        prepared.Weights?.OnLost = log.WeightsLost;
        using var trainers = _makeTrainers(prepared);

        // Last, since it leaves a folder, and before the study is begun, since it may refuse.
        prepared.Weights?.Prepare();
        var request = new LocalSearchRequest(
            prepared.Plan, prepared.Opening, prepared.Workers, CapacityPerWorker: 1, trainers.Make, CoordinatorOptions.Default);
        var followers = await FollowersAsync(prepared, browser).ConfigureAwait(false);
        var ledger = prepared.Store.Open(isHeld: false);
        await using (ledger.ConfigureAwait(false))
        {
            using var views = new ViewThread([View(), log, .. followers], setting, OnViewFailure);
            return await LocalSearch.RunAsync(request, ledger, views, TimeProvider.System, interrupt).ConfigureAwait(false);
        }
    }

    /// <summary>The views that begin with what the store holds already: event files where they are wanted, and a browser's.</summary>
    private async Task<ImmutableArray<ISearchView>> FollowersAsync(PreparedRun prepared, ISearchView? browser)
    {
        var study = prepared.Experiment.Study;
        var views = ImmutableArray.CreateBuilder<ISearchView>();
        if (prepared.EventFolder is { } folder)
        {
            views.Add(new TensorBoardView(new StudyEventFiles(folder, study)));
        }

        if (browser is not null)
        {
            views.Add(browser);
        }

        var earlier = new EarlierEvents(views.ToImmutable(), OnViewFailure);
        if (prepared.Stored.Definition is not null && earlier.AreNeeded)
        {
            var ledger = prepared.Store.OpenForReading();
            await using (ledger.ConfigureAwait(false))
            {
                await foreach (var happened in ledger.ReadAsync(study, CancellationToken.None).ConfigureAwait(false))
                {
                    earlier.Add(happened);
                }
            }
        }

        return earlier.Views;
    }

    private async Task SettleCurvesAsync(PreparedRun prepared)
    {
        try
        {
            foreach (var view in await FollowersAsync(prepared, browser: null).ConfigureAwait(false))
            {
                view.Open([]);
            }
        }
        catch (EventFilesException exception)
        {
            OnViewFailure(exception);
        }
    }

    private ISearchView View() => this switch
    {
        { _options.Json: true } => new JsonView(_terminal.Out),
        { _isLive: true } => new LiveView(_terminal.OpenDisplay(), () => _notice ?? _whereToLook),
        _ => new PlainView(_terminal.Out),
    };

    private async Task<int> EndAsync(PreparedRun prepared, StudyState state, RunSetting setting, bool wasComplete)
    {
        if (_isLive && _trouble is { } trouble)
        {
            // The display that showed it is gone.
            await _terminal.Error.WriteLineAsync(trouble).ConfigureAwait(false);
        }

        var kept = prepared.Weights?.Kept();
        if (prepared.Weights?.Trouble is { } lost)
        {
            await _terminal.Error.WriteLineAsync(SafeText.OneLine(lost)).ConfigureAwait(false);
        }

        return await new StudyEnding(_terminal, _options.Json, () => StoredStudies.Open(_options.Store), $"go on with: {_options.ResumeCommand}", _options.ReportCommand, kept)
            .EndAsync(state, setting, wasComplete).ConfigureAwait(false);
    }

    /// <summary>A view is left out and the search goes on. Whoever asked for files is told that there will be none.</summary>
    private void OnViewFailure(Exception exception)
    {
        _log?.Warn(exception, "A view of the search failed and is left out");
        if (exception is not EventFilesException)
        {
            return;
        }

        Complain($"--tensorboard: {exception.Message}; the search goes on without them, and 'actorsearch report --tensorboard' writes them once it can");
    }

    private void OnDashboardFailure(Exception exception)
    {
        _log?.Warn(exception, "The dashboard failed and is left out");
        _whereToLook = null;
        Complain($"{DashboardPort.Option}: the page is not served any more ({exception.Message.TrimEnd('.')}); the search goes on without it");
    }

    /// <summary>Says where the search can be watched.</summary>
    private void Tell(Uri url) => _whereToLook = DashboardPort.Tell(url, _options.Dashboard, _terminal, _options.Json, _isLive);

    private void Complain(string what)
    {
        var trouble = SafeText.OneLine(what);
        _trouble = trouble;
        if (_isLive)
        {
            _notice ??= trouble;
        }
        else
        {
            _terminal.Error.WriteLine(trouble);
        }
    }

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
