using System.Collections.Concurrent;
using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Links.Delivery;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Coordination.Links;

/// <summary>
/// A node's way to the coordinator, whatever carries the messages: what has to be said again is, in its order, until it
/// is answered. Nothing in it holds a thread while it waits.
/// </summary>
public sealed partial class CoordinatorLink : ICoordinatorLink
{
    private readonly ILogger _logger;
    private readonly ICoordinatorChannel _channel;
    private readonly Correspondence _correspondence;
    private readonly NodeReports _reports;
    private readonly Task _reporting;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, Lazy<WorkerLine>> _lines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _running = new();

    /// <summary>Makes a link, which connects when there is something to say.</summary>
    /// <param name="channel">What carries the messages; the link disposes of it.</param>
    /// <param name="logger">Told when the coordinator is lost and found, and what it refuses.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="options">How long it waits for what; null for the values for every cluster.</param>
    public CoordinatorLink(ICoordinatorChannel channel, ILogger logger, TimeProvider? time = null, LinkOptions? options = null)
    {
        time ??= TimeProvider.System;
        _logger = logger;
        _channel = channel;
        _correspondence = new Correspondence(channel, options ?? LinkOptions.Default, new OutageLog(logger, time), time);
        _reports = new NodeReports(_correspondence);
        _reporting = Start(_reports.RunAsync);
    }

    /// <inheritdoc />
    public IActorRef<CoordinatorMessage> For(string worker)
    {
        ObjectDisposedException.ThrowIf(_stopping.IsCancellationRequested, this);
        return _lines.GetOrAdd(worker, w => new Lazy<WorkerLine>(() => new WorkerLine(w, _correspondence, _logger, run => Start(run)))).Value;
    }

    /// <inheritdoc />
    public async Task<StudyDefinition> DescribeAsync(string study, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stopping.Token);
        var backOff = _correspondence.BeginBackOff();
        while (true)
        {
            var outcome = await _correspondence.AskAsync<WireMessage.StudyDescription>(
                new WireMessage.Describe(study), d => d.Definition.Name == study, wait: TimeSpan.Zero, stop.Token).ConfigureAwait(false);
            switch (outcome)
            {
                case Outcome<WireMessage.StudyDescription>.Answered answered:
                    return answered.Answer.Definition;
                case Outcome<WireMessage.StudyDescription>.Refused refused:
                    throw new StudyRefusedException(string.Join(' ', refused.Lines));
                case Outcome<WireMessage.StudyDescription>.Lost lost:
                    var pause = backOff.Next();
                    await _correspondence.PauseAsync(pause > lost.AtLeast ? pause : lost.AtLeast, stop.Token).ConfigureAwait(false);
                    break;
            }
        }
    }

    /// <inheritdoc />
    public void Tell(NodeState node) => _reports.Put(node);

    /// <summary>
    /// Tells the node's last report, within a moment, and ends all other deliveries at once. Claims that are open are
    /// answered with nothing; what else was not delivered is lost.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        _reports.Close();
        await Task.WhenAny(_reporting, _correspondence.PauseAsync(_correspondence.Options.LastReportTimeout, _stopping.Token)).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Keys).ConfigureAwait(false);
        await _channel.DisposeAsync().ConfigureAwait(false);

        // Not disposed of: a worker that is still at work may ask it whether the link has ended.
    }

    private Task Start(Func<CancellationToken, Task> runAsync)
    {
        var running = GuardAsync(runAsync);
        _running.TryAdd(running, true);
        _ = running.ContinueWith(
            t => _running.TryRemove(t, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return running;
    }

    private async Task GuardAsync(Func<CancellationToken, Task> runAsync)
    {
        try
        {
            await Task.Yield();
            await runAsync(_stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
        }
#pragma warning disable CA1031 // A fault of this program; whoever reads the log learns of it, and the node goes on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFault(_logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Critical, "a fault in the link to the coordinator")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
