namespace ActorSearch.Core.Networks;

/// <summary>What planning a network came to: the plan, or the reason why there can be none.</summary>
public abstract record NetworkPlanning
{
    private NetworkPlanning()
    {
    }

    /// <summary>The network can be built.</summary>
    public sealed record Planned(NetworkPlan Network) : NetworkPlanning;

    /// <summary>The network cannot be built.</summary>
    /// <param name="Reason">One line that names the layer and says what does not fit.</param>
    public sealed record Rejected(string Reason) : NetworkPlanning;
}
