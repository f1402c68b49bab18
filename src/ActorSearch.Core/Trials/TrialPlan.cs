using ActorSearch.Core.Space;

namespace ActorSearch.Core.Trials;

/// <summary>One trial of a study before it is run.</summary>
/// <param name="Id">Its identity.</param>
/// <param name="Config">Its configuration.</param>
/// <param name="Replicate">0 for a point's first seed.</param>
/// <param name="Parameters">Trainable parameters of its network; 0 for a rejected trial.</param>
/// <param name="MultiplyAccumulates">Multiply-accumulates of one image's forward pass; 0 for a rejected trial.</param>
/// <param name="MemoryBytes">Estimated peak of memory in training; 0 for a rejected trial.</param>
/// <param name="Rejection">Why it cannot be built; null where it can.</param>
public sealed record TrialPlan(
    TrialId Id,
    TrialConfig Config,
    int Replicate,
    long Parameters,
    long MultiplyAccumulates,
    long MemoryBytes,
    string? Rejection);
