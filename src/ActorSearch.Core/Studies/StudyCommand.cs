using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>Something that a study is asked to do. Those that come from workers are the protocol between the actors.</summary>
public abstract record StudyCommand
{
    private StudyCommand()
    {
    }

    /// <summary>Begin the study with these trials.</summary>
    public sealed record Create(StudyDefinition Definition, ImmutableArray<TrialPlan> Trials) : StudyCommand;

    /// <summary>Follow a changed experiment file: add the trials that the study does not have yet.</summary>
    public sealed record Extend(StudyDefinition Definition, ImmutableArray<TrialPlan> Trials) : StudyCommand;

    /// <summary>Take the study over.</summary>
    /// <param name="LeaseDuration">How long a worker may be silent.</param>
    /// <param name="WorkersAreGone">Whether the workers of all leases are known to be gone, as after a crash of the one process they lived in.</param>
    public sealed record Open(TimeSpan LeaseDuration, bool WorkersAreGone) : StudyCommand;

    /// <summary>End the leases whose deadline has passed.</summary>
    public sealed record ExpireLeases : StudyCommand;

    /// <summary>
    /// A worker asks for work. What it holds by the ledger and does not speak of was granted in an answer that never
    /// came, and is granted once more; hence no two living workers may share a name.
    /// </summary>
    /// <param name="Worker">The worker's name.</param>
    /// <param name="Capacity">Number of trials that it can take.</param>
    public sealed record Claim(string Worker, int Capacity) : StudyCommand
    {
        /// <summary>Room on the worker's device for the trials, in bytes; null takes trials of any size.</summary>
        public long? MemoryBytes { get; init; }

        /// <summary>Trials of other workers that are being trained on the same device.</summary>
        public int Neighbours { get; init; }

        /// <summary>Attempts that the worker holds, or whose end it is still telling.</summary>
        public ImmutableArray<HeldTrial> Holding { get; init; } = [];
    }

    /// <summary>A worker speaks of an attempt that it holds.</summary>
    /// <param name="Trial">The trial.</param>
    /// <param name="Attempt">The attempt's number.</param>
    /// <param name="EndsAttempt">Whether it speaks of the attempt's end.</param>
    public abstract record OnAttempt(TrialId Trial, int Attempt, bool EndsAttempt) : StudyCommand;

    /// <summary>A worker still works on a trial.</summary>
    public sealed record Renew(TrialId Trial, int Attempt) : OnAttempt(Trial, Attempt, EndsAttempt: false);

    /// <summary>A worker finished an epoch.</summary>
    public sealed record ReportEpoch(TrialId Trial, int Attempt, EpochMetrics Metrics) : OnAttempt(Trial, Attempt, EndsAttempt: false);

    /// <summary>A worker has a trial's result.</summary>
    public sealed record Finish(TrialId Trial, int Attempt, TrialResult Result) : OnAttempt(Trial, Attempt, EndsAttempt: true);

    /// <summary>A worker failed at a trial.</summary>
    public sealed record Fail(TrialId Trial, int Attempt, string Error) : OnAttempt(Trial, Attempt, EndsAttempt: true);

    /// <summary>A device had no memory left for a trial beside its neighbours.</summary>
    /// <param name="Neighbours">Other trials on the device at the time; with none the attempt has failed.</param>
    /// <param name="Error">What the device said.</param>
    public sealed record RunOutOfMemory(TrialId Trial, int Attempt, int Neighbours, string Error)
        : OnAttempt(Trial, Attempt, EndsAttempt: true);

    /// <summary>A worker gives a trial back untrained.</summary>
    public sealed record HandBack(TrialId Trial, int Attempt, string Reason) : OnAttempt(Trial, Attempt, EndsAttempt: true);
}
