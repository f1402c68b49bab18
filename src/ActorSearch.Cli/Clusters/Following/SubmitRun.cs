using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ActorSearch.Cli.Dashboard;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Progress;
using ActorSearch.Cli.Running;
using ActorSearch.Coordination.Links;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Client;
using ActorSearch.Http.Client.Feeds;
using ActorSearch.Http.Dashboard;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Clusters.Following;

/// <summary>Hands a study in and follows it, from the command line's words to the exit status.</summary>
internal sealed class SubmitRun
{
    /// <summary>A node that was silent for longer counts as gone.</summary>
    private static readonly TimeSpan NodeSilence = TimeSpan.FromMinutes(1);

    private readonly SubmitOptions _options;
    private readonly Terminal _terminal;
    private readonly bool _isLive;
    private volatile string? _notice;
    private volatile string? _whereToLook;

    private SubmitRun(SubmitOptions options, Terminal terminal)
    {
        _options = options;
        _terminal = terminal;
        _isLive = terminal.IsInteractive && !options.Json;
    }

    /// <summary>Hands the study in.</summary>
    /// <returns>The exit status.</returns>
    /// <exception cref="InputException">The file is wrong.</exception>
    /// <exception cref="CoordinatorRefusedException">The coordinator does not take it.</exception>
    /// <exception cref="CoordinatorUnreachableException">No coordinator answers.</exception>
    public static async Task<int> RunAsync(SubmitOptions options, CoordinatorAddress address, Terminal terminal)
    {
        var run = new SubmitRun(options, terminal);
        using var port = options.Detach ? null : DashboardPort.Take(options.Dashboard);
        using var interruption = new Interruption(_ => run._notice = "leaving; the study goes on");
        using var client = new CoordinatorClient(address);
        return await run.RunAsync(client, port, interruption.Token).ConfigureAwait(false);
    }

    private async Task<int> RunAsync(CoordinatorClient client, LoopbackPort? port, CancellationToken interrupt)
    {
        // What is wrong with the file itself needs no coordinator to be said.
        var spec = _options.Experiment.Read();
        var submitted = await client.SubmitAsync(
            new WireMessage.Submit(spec.Source, _options.Experiment.File, _options.Resume, _options.Extend), interrupt).ConfigureAwait(false);
        if (_options.Detach)
        {
            await TellAsync(submitted).ConfigureAwait(false);
            return ExitStatus.Complete;
        }

        var follower = new StudyFollower(client, submitted.Study);
        try
        {
            return await FollowAsync(client, follower, submitted, spec.VariedNames, port, interrupt).ConfigureAwait(false);
        }
        catch (CoordinatorUnreachableException exception)
        {
            await _terminal.Error.WriteLineAsync(NetworkText.Line(exception.Message)).ConfigureAwait(false);
            await _terminal.Error.WriteLineAsync($"what was recorded is safe with the coordinator; follow the study with: {_options.Again}").ConfigureAwait(false);
            return ExitStatus.Failed;
        }
    }

    private async Task<int> FollowAsync(
        CoordinatorClient client,
        StudyFollower follower,
        WireMessage.Submitted submitted,
        ImmutableArray<string> variedNames,
        LoopbackPort? port,
        CancellationToken interrupt)
    {
        var ending = new StudyEnding(
            _terminal, _options.Json, () => new RemoteLedger(client), $"the study goes on; follow it with: {_options.Again}", _options.Report);
        var setting = await SettingAsync(client, submitted, variedNames, interrupt).ConfigureAwait(false);
        var before = ImmutableArray.CreateBuilder<StudyEvent>();
        Action<StudyEvent> keep = port is null ? _ => { } : before.Add;
        var from = submitted.Opening == "begun" ? 0 : await follower.CatchUpAsync(keep, interrupt).ConfigureAwait(false);
        if (follower.State.AllEnded)
        {
            return await ending.EndAsync(follower.State, setting, wasComplete: true).ConfigureAwait(false);
        }

        await SearchDashboard.AroundAsync(port, submitted.Study, Tell, OnDashboardFailure, async browser =>
        {
            var earlier = new EarlierEvents(browser is null ? [] : [browser], OnDashboardFailure);
            foreach (var happened in before)
            {
                earlier.Add(happened);
            }

            using var views = new ViewThread([View(follower), .. Troubles(follower), .. earlier.Views], setting, _ => { });
            try
            {
                await follower.FollowAsync(from, views, interrupt).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (interrupt.IsCancellationRequested && follower.State.Definition is not null)
            {
                // The study goes on without us.
            }

            return follower.State;
        }).ConfigureAwait(false);
        return await ending.EndAsync(follower.State, setting, wasComplete: false).ConfigureAwait(false);
    }

    private static async Task<RunSetting> SettingAsync(
        CoordinatorClient client,
        WireMessage.Submitted submitted,
        ImmutableArray<string> variedNames,
        CancellationToken interrupt)
    {
        var status = await client.StatusAsync(interrupt).ConfigureAwait(false);
        var nodes = status.Nodes.Where(n => status.Now - n.At < NodeSilence).ToList();
        return new RunSetting(
            client.Url.GetLeftPart(UriPartial.Authority),
            nodes.Sum(n => n.State.Workers.Length),
            Figures.Counted(nodes.Count, "node"),
            variedNames,
            Resumed: submitted.Opening != "begun")
        {
            WorkersChange = true,
        };
    }

    private ISearchView View(StudyFollower follower) => this switch
    {
        { _options.Json: true } => new JsonView(_terminal.Out),
        { _isLive: true } => new LiveView(_terminal.OpenDisplay(), () => _notice ?? (follower.Trouble is { } t ? NetworkText.Line(t) : _whereToLook)),
        _ => new PlainView(_terminal.Out),
    };

    private IEnumerable<ISearchView> Troubles(StudyFollower follower) =>
        _isLive ? [] : [new TroubleView(_terminal.Error, () => follower.Trouble)];

    /// <summary>Says where the study can be watched.</summary>
    private void Tell(Uri url) => _whereToLook = DashboardPort.Tell(url, _options.Dashboard, _terminal, _options.Json, _isLive);

    private void OnDashboardFailure(Exception exception)
    {
        var line = SafeText.OneLine(
            $"{DashboardPort.Option}: the page is not served any more ({exception.Message.TrimEnd('.')}); the study is followed without it");
        _whereToLook = line;
        if (!_isLive)
        {
            _terminal.Error.WriteLine(line);
        }
    }

    private async Task TellAsync(WireMessage.Submitted submitted)
    {
        if (_options.Json)
        {
            var json = JsonSerializer.Serialize(new { @event = "study-submitted", study = submitted.Study, opening = submitted.Opening });
            await _terminal.Out.WriteLineAsync(json).ConfigureAwait(false);
            return;
        }

        await _terminal.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"study {NetworkText.Line(submitted.Study)}: {NetworkText.Line(submitted.Opening)}; follow it with: {_options.Again}")).ConfigureAwait(false);
    }
}
