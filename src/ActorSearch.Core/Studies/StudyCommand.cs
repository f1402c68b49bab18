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

    /// <summary>A worker asks for work.</summary>
    /// <param name="Worker">The worker's name.</param>
    /// <param name="Capacity">Number of trials that it can take.</param>
    public sealed record Claim(string Worker, int Capacity) : StudyCommand;

    /// <summary>A worker still works on a trial.</summary>
    public sealed record Renew(TrialId Trial, int Attempt) : StudyCommand;

    /// <summary>A worker finished an epoch.</summary>
    public sealed record ReportEpoch(TrialId Trial, int Attempt, EpochMetrics Metrics) : StudyCommand;

    /// <summary>A worker has a trial's result.</summary>
    public sealed record Finish(TrialId Trial, int Attempt, TrialResult Result) : StudyCommand;

    /// <summary>A worker failed at a trial.</summary>
    public sealed record Fail(TrialId Trial, int Attempt, string Error) : StudyCommand;

    /// <summary>A worker gives a trial back untrained.</summary>
    public sealed record HandBack(TrialId Trial, int Attempt, string Reason) : StudyCommand;
}
