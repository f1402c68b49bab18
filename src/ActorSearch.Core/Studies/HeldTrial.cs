using System.Text.Json.Serialization;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>An attempt at a trial that some worker holds.</summary>
[method: JsonConstructor] // Or a reader would take one that says only half.
public readonly record struct HeldTrial(TrialId Trial, int Attempt);
