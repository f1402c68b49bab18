namespace ActorSearch.Http.Dashboard;

/// <summary>Bounds on what those who watch may cost.</summary>
public sealed record DashboardOptions
{
    /// <summary>Connections at a time; a browser that watches has one, and a few more while it loads.</summary>
    public int MaxConnections { get; init; } = 256;

    /// <summary>How long a peer may take over the head of a request.</summary>
    public TimeSpan HeadersWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request for a document waits until there is one.</summary>
    public TimeSpan DocumentWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Longest silence of a stream of changes.</summary>
    public TimeSpan HeartbeatEvery { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long watchers have at the end to take what is left for them.</summary>
    public TimeSpan EndWithin { get; init; } = TimeSpan.FromSeconds(1);
}
