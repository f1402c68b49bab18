using ActorSearch.Core.Clusters;

namespace ActorSearch.Bench.Swarm;

/// <summary>What a swarm works with.</summary>
/// <param name="Program">The command whose coordinator is measured.</param>
/// <param name="Link">What carries its workers' messages.</param>
/// <param name="Nodes">Worker nodes, to which the workers are dealt out.</param>
/// <param name="Store">File name of the coordinator's store; its ending says which kind it is.</param>
internal sealed record SwarmSetting(string Program, LinkKind Link, int Nodes, string Store);
