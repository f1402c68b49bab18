using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Coordination.Nodes;

/// <summary>Sees what happens in a node. Calls may come from any thread: return at once.</summary>
public interface INodeObserver
{
    /// <summary>The node told how it is.</summary>
    void Reported(NodeState state);

    /// <summary>A worker failed in a way that nobody foresaw; another one takes its place.</summary>
    void WorkerFailed(string worker, Exception exception);

    /// <summary>Workers did not get to give back what they hold in time; their leases run out by themselves.</summary>
    void Abandoned(string worker);

    /// <summary>How much the devices are in use could not be found out.</summary>
    void GaugeFailed(Exception exception);
}
