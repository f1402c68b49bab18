using ActorSearch.Core.Space;

namespace ActorSearch.Reporting.SingleTrial;

/// <summary>One hyperparameter in force in a trial.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="IsStated">Whether the trial's canonical configuration states it, or the default is in force.</param>
public sealed record ConfigEntry(string Name, ParameterValue Value, bool IsStated);
