using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>An attempt at a trial that some worker holds.</summary>
public readonly record struct HeldTrial(TrialId Trial, int Attempt);
