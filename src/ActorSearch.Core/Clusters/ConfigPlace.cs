namespace ActorSearch.Core.Clusters;

/// <summary>A place in a configuration file.</summary>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
public readonly record struct ConfigPlace(int Line, int Column);
