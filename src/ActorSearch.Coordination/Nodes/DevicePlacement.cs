using System.Collections.Immutable;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Placement;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Nodes;

/// <summary>
/// A device that a few workers share. Each has a place on it, hears when its neighbours come or go, and takes room
/// before it trains. The rules are <see cref="DeviceLoad"/>'s.
/// </summary>
public sealed class DevicePlacement
{
    private readonly Lock _lock = new();
    private readonly ImmutableArray<Place> _places;
    private DeviceLoad _load;

    /// <summary>Makes the placement of a device with nothing at work.</summary>
    /// <param name="budgetBytes">Memory that trials may take together, in bytes; null where it is not to be counted.</param>
    /// <param name="places">Workers on it.</param>
    public DevicePlacement(long? budgetBytes, int places)
    {
        _load = DeviceLoad.Idle(budgetBytes, places);
        _places = [.. Enumerable.Range(0, places).Select(i => new Place(this, i))];
    }

    /// <summary>The places, one a worker.</summary>
    public IReadOnlyList<IPlacement> Places => _places;

    /// <summary>Estimated memory of all trials at work, in bytes.</summary>
    public long ReservedBytes => Read(l => l.ReservedBytes);

    private T Read<T>(Func<DeviceLoad, T> read)
    {
        lock (_lock)
        {
            return read(_load);
        }
    }

    /// <summary>Changes the load as a place asks, and tells the others; false where it cannot be.</summary>
    private bool Change(int place, Func<DeviceLoad, DeviceLoad?> change)
    {
        lock (_lock)
        {
            if (change(_load) is not { } changed)
            {
                return false;
            }

            _load = changed;
        }

        foreach (var neighbour in _places.Where((_, i) => i != place))
        {
            neighbour.Changed();
        }

        return true;
    }

    private sealed class Place(DevicePlacement device, int number) : IPlacement
    {
        private volatile Action _changed = () => { };

        public ClaimTerms? Terms => device.Read(l => l.TermsOf(number));

        public int NeighboursMeanwhile => device.Read(l => l.PeakNeighbours(number));

        public void OnChange(Action changed) => _changed = changed;

        public bool TryTake(IReadOnlyList<TrialLease> leases) => device.Change(number, l => l.Take(number, Reservation.Of(leases)));

        public void Release() => device.Change(number, l => l.Release(number));

        public void Changed() => _changed();
    }
}
