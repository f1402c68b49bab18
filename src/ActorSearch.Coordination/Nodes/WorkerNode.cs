using System.Collections.Immutable;
using ActorSearch.Coordination.Links;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Coordination.Nodes;

/// <summary>The workers of one machine: as many on each device as was asked for, each replaced when it fails, all ended together.</summary>
public sealed class WorkerNode
{
    /// <summary>How long a worker that failed is left alone before another one takes its place.</summary>
    private static readonly TimeSpan RestartPause = TimeSpan.FromSeconds(1);

    private readonly WorkerNodeOptions _options;
    private readonly ICoordinatorLink _link;
    private readonly Func<NodeSlot, string, ITrialTrainer> _makeTrainer;
    private readonly Func<CancellationToken, Task<IReadOnlyDictionary<string, DeviceUse>>> _gauge;
    private readonly INodeObserver _observer;
    private readonly TimeProvider _time;
    private readonly ImmutableArray<(NodeDevice Device, DevicePlacement Placement)> _devices;
    private readonly ImmutableArray<Slot> _slots;

    /// <summary>Makes a node.</summary>
    /// <param name="options">How it works.</param>
    /// <param name="link">Its way to the coordinator.</param>
    /// <param name="makeTrainer">Makes the trainer of a slot and a study, on the slot's training thread.</param>
    /// <param name="gauge">Finds out how much the devices are in use, by their names; devices may be missing.</param>
    /// <param name="observer">Who watches.</param>
    /// <param name="time">The clock.</param>
    public WorkerNode(
        WorkerNodeOptions options,
        ICoordinatorLink link,
        Func<NodeSlot, string, ITrialTrainer> makeTrainer,
        Func<CancellationToken, Task<IReadOnlyDictionary<string, DeviceUse>>> gauge,
        INodeObserver observer,
        TimeProvider time)
    {
        _options = options;
        _link = link;
        _makeTrainer = makeTrainer;
        _gauge = gauge;
        _observer = observer;
        _time = time;
        _devices = [.. options.Devices.Select(d => (d, new DevicePlacement(d.BudgetBytes, d.Workers)))];
        _slots = [.. _devices
            .SelectMany(d => d.Placement.Places, (d, place) => (d.Device, Place: place))
            .Select((s, i) => new Slot(new NodeSlot($"{options.Name}/{i}~{options.Session}", s.Device), s.Place))];
    }

    /// <summary>The workers' places.</summary>
    public IEnumerable<NodeSlot> Slots => _slots.Select(s => s.At);

    /// <summary>How the node is, but for how much its devices are in use.</summary>
    public NodeState State => StateWith(ImmutableDictionary<string, DeviceUse>.Empty);

    /// <summary>Works until stopped and all that is held is delivered or given back, or the grace for that is over.</summary>
    /// <param name="stop">Stops it.</param>
    public async Task RunAsync(CancellationToken stop)
    {
        using var abort = new CancellationTokenSource();
        var working = Task.WhenAll(_slots.Select(s => Task.Run(() => SuperviseAsync(s, stop, abort.Token), CancellationToken.None)));
        using var ended = new CancellationTokenSource();
        var reporting = ReportAsync(ended.Token);
        try
        {
            await Task.WhenAny(working, Task.Delay(Timeout.InfiniteTimeSpan, _time, stop)).ConfigureAwait(false);
            _link.Tell(State);
            try
            {
                await working.WaitAsync(_options.Grace, _time, CancellationToken.None).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                await abort.CancelAsync().ConfigureAwait(false);
            }

            await working.ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await reporting.ConfigureAwait(false);
            _link.Tell(State with { Workers = [] });
        }
    }

    private async Task SuperviseAsync(Slot slot, CancellationToken stop, CancellationToken abort)
    {
        while (!await WorkAsync(slot, stop, abort).ConfigureAwait(false))
        {
            await Task.Delay(RestartPause, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>Lets one worker work until it has left; false where it failed.</summary>
    private async Task<bool> WorkAsync(Slot slot, CancellationToken stop, CancellationToken abort)
    {
        var name = slot.At.Worker;
        using var worker = new WorkerActor(
            new WorkerOptions(name, Capacity: 1), _link.For(name), study => _makeTrainer(slot.At, study), slot.Place, _time);
        slot.Worker = worker;
        try
        {
            using var stopping = stop.Register(() => worker.Ref.Answer(new WorkerMessage.Stop()));
            using var aborting = abort.Register(() =>
            {
                _observer.Abandoned(name);
                worker.Abort();
            });
            await worker.RunAsync().ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // Whatever is wrong with one worker, the others work on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _observer.WorkerFailed(name, exception);
            return false;
        }
    }

    private async Task ReportAsync(CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            IReadOnlyDictionary<string, DeviceUse> use = ImmutableDictionary<string, DeviceUse>.Empty;
            try
            {
                use = await _gauge(ended).ConfigureAwait(false);
            }
#pragma warning disable CA1031 // A node whose gauges fail trains all the same.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (ended.IsCancellationRequested)
                {
                    return;
                }

                _observer.GaugeFailed(exception);
            }

            var state = StateWith(use);
            _link.Tell(state);
            _observer.Reported(state);
            await Task.Delay(_options.ReportEvery, _time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private NodeState StateWith(IReadOnlyDictionary<string, DeviceUse> use) => new(
        _options.Name,
        _options.Version,
        [.. _devices.Select(d => new DeviceState(
            d.Device.Name,
            d.Device.Model,
            d.Device.Workers,
            d.Device.MemoryBytes,
            use.GetValueOrDefault(d.Device.Name).UsedBytes,
            d.Placement.ReservedBytes,
            use.GetValueOrDefault(d.Device.Name).UtilisationPercent))],
        [.. _slots.Select(s => new WorkerState(s.At.Worker, s.At.Device.Name, s.Worker?.Does ?? "starting"))]);

    private sealed class Slot(NodeSlot at, IPlacement place)
    {
        private volatile WorkerActor? _worker;

        public NodeSlot At => at;

        public IPlacement Place => place;

        public WorkerActor? Worker
        {
            get => _worker;
            set => _worker = value;
        }
    }
}
