using System.Collections.Immutable;

namespace ActorSearch.Coordination.Links;

/// <summary>The coordinator refused; asking again does not help.</summary>
/// <param name="lines">Why, and what would be right, for people.</param>
/// <param name="refusal">What was not taken.</param>
public sealed class CoordinatorRefusedException(ImmutableArray<string> lines, CoordinatorRefusal refusal = CoordinatorRefusal.Message)
    : Exception(string.Join(Environment.NewLine, lines))
{
    /// <summary>Why, and what would be right, for people.</summary>
    public ImmutableArray<string> Lines { get; } = lines;

    /// <summary>Whether the token is what was refused.</summary>
    public bool IsUnauthorised => refusal == CoordinatorRefusal.Unauthorised;

    /// <summary>Whether the coordinator does not have what was asked for.</summary>
    public bool IsUnknown => refusal == CoordinatorRefusal.Unknown;
}
