using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>Leases that a worker was handed and whose end it has neither told nor been told.</summary>
internal sealed class HandedLeases
{
    private readonly HashSet<(string Study, TrialId Trial, int Attempt)> _leases = [];
    private IActorRef<WorkerMessage>? _worker;

    /// <summary>The worker is handed a grant.</summary>
    public void Add(IActorRef<WorkerMessage> worker, WireMessage.Granted granted)
    {
        _worker = worker;
        _leases.UnionWith(granted.Leases.Select(l => (granted.Study, l.Plan.Id, l.Attempt)));
    }

    /// <summary>An attempt has ended, or counts no more.</summary>
    public void Remove(string study, TrialId trial, int attempt) => _leases.Remove((study, trial, attempt));

    /// <summary>
    /// Whether a claim was made before its worker saw the grant: it does not speak of what the worker was handed, and
    /// a worker asks for more only once that has ended.
    /// </summary>
    public bool AreCrossedBy(CoordinatorMessage.Claim claim)
    {
        if (!ReferenceEquals(claim.ReplyTo, _worker))
        {
            _leases.Clear(); // Another worker of this name, which was handed nothing.
            return false;
        }

        return _leases.Any(l => !claim.Command.Holding.Contains(new HeldTrial(l.Trial, l.Attempt)));
    }
}
