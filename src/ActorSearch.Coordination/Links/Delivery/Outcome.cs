using System.Collections.Immutable;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>What came of asking the coordinator once.</summary>
/// <typeparam name="T">The answer that was asked for.</typeparam>
internal abstract record Outcome<T>
{
    private Outcome()
    {
    }

    /// <summary>The answer.</summary>
    public sealed record Answered(T Answer) : Outcome<T>;

    /// <summary>The coordinator will never take this message.</summary>
    /// <param name="Lines">Why, for people.</param>
    /// <param name="IsUnknown">Whether it does not have what the message is about.</param>
    public sealed record Refused(ImmutableArray<string> Lines, bool IsUnknown) : Outcome<T>;

    /// <summary>There was no answer; whether the coordinator heard is not known.</summary>
    /// <param name="AtLeast">The least time to wait before asking again.</param>
    public sealed record Lost(TimeSpan AtLeast) : Outcome<T>;
}
