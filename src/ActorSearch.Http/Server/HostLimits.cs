namespace ActorSearch.Http.Server;

/// <summary>Bounds on what peers may cost.</summary>
/// <param name="MaxConnections">Connections at a time.</param>
/// <param name="HeadersWithin">How long a peer may take over the head of a request.</param>
/// <param name="StopWithin">How long requests under way have once the server is to end.</param>
internal sealed record HostLimits(int MaxConnections, TimeSpan HeadersWithin, TimeSpan StopWithin);
