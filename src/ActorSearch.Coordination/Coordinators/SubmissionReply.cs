using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>The answer to a study that was handed in.</summary>
public abstract record SubmissionReply
{
    private SubmissionReply()
    {
    }

    /// <summary>The study was compared with what the store holds; unless it was refused, it is worked on.</summary>
    /// <param name="Opening">How it goes on, or why it does not.</param>
    public sealed record Decided(StudyOpening Opening) : SubmissionReply;

    /// <summary>The store failed; nothing is known to be recorded.</summary>
    /// <param name="Reason">The store's message.</param>
    public sealed record Unavailable(string Reason) : SubmissionReply;
}
