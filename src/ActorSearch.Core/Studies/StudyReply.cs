using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>The answer to a command, to be given once the ledger holds the command's events.</summary>
public abstract record StudyReply
{
    private StudyReply()
    {
    }

    /// <summary>The command was carried out, and there is nothing more to say.</summary>
    public sealed record Done : StudyReply
    {
        public static readonly Done Instance = new();
    }

    /// <summary>Work for the worker.</summary>
    /// <param name="Leases">The trials.</param>
    /// <param name="LeaseDuration">How long the worker may be silent; it should speak four times as often.</param>
    public sealed record Granted(ImmutableArray<TrialLease> Leases, TimeSpan LeaseDuration) : StudyReply;

    /// <summary>No trial waits at present; one may again when a lease ends.</summary>
    public sealed record NothingNow : StudyReply
    {
        public static readonly NothingNow Instance = new();
    }

    /// <summary>Every trial has its outcome; the worker may go.</summary>
    public sealed record StudyEnded : StudyReply
    {
        public static readonly StudyEnded Instance = new();
    }

    /// <summary>The study's word on what a worker said of an attempt.</summary>
    /// <param name="Trial">The trial.</param>
    /// <param name="Attempt">The attempt's number, as the worker gave it.</param>
    /// <param name="Word">What became of it.</param>
    /// <param name="EndsAttempt">Whether the worker spoke of the attempt's end: a result, a failure, a handing back.</param>
    public sealed record Acknowledged(TrialId Trial, int Attempt, Acknowledgement Word, bool EndsAttempt) : StudyReply;
}
