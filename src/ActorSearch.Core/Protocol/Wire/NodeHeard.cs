namespace ActorSearch.Core.Protocol.Wire;

/// <summary>A node, and when it was heard of last.</summary>
public sealed record NodeHeard(NodeState State, DateTimeOffset At);
