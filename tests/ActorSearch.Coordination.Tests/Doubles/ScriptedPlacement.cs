using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Placement;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Tests.Doubles;

/// <summary>A place whose neighbours are a test's.</summary>
internal sealed class ScriptedPlacement : IPlacement
{
    private readonly Lock _lock = new();
    private ClaimTerms? _terms = new ClaimTerms(MemoryBytes: null, Neighbours: 0);
    private Action _changed = () => { };

    public ClaimTerms? Terms
    {
        get
        {
            lock (_lock)
            {
                return _terms;
            }
        }
    }

    public int NeighboursMeanwhile { get; set; }

    /// <summary>Whether room can be taken.</summary>
    public bool HasRoom { get; set; } = true;

    public void OnChange(Action changed) => _changed = changed;

    public bool TryTake(IReadOnlyList<TrialLease> leases) => HasRoom;

    public void Release()
    {
    }

    /// <summary>Lets neighbours come or go.</summary>
    public void Change(ClaimTerms? terms)
    {
        lock (_lock)
        {
            _terms = terms;
        }

        _changed();
    }
}
