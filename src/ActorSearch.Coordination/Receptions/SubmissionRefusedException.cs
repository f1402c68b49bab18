using System.Collections.Immutable;

namespace ActorSearch.Coordination.Receptions;

/// <summary>A study that cannot be taken as it was handed in.</summary>
public sealed class SubmissionRefusedException(ImmutableArray<string> lines) : Exception(string.Join('\n', lines))
{
    /// <summary>Why, and what would be right, for people.</summary>
    public ImmutableArray<string> Lines { get; } = lines;
}
