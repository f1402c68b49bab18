using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>
/// What processes of a cluster say to each other, over whatever link: one record a message, each with a manifest that
/// is a word of the protocol (docs/PROTOCOL.md). A manifest never changes its meaning; a new meaning takes a new one.
/// </summary>
public abstract record WireMessage
{
    private WireMessage()
    {
    }

    // From a worker to the coordinator.

    /// <summary><c>claim</c>: a worker asks for trials. Answered by <see cref="Granted"/> or <see cref="NothingNow"/>.</summary>
    /// <param name="Worker">The worker's name, which no other living worker has.</param>
    /// <param name="Capacity">Trials that it can take.</param>
    /// <param name="MemoryBytes">Room on its device; null for trials of any size.</param>
    /// <param name="Neighbours">Trials of other workers on the device.</param>
    /// <param name="Holding">Attempts that it holds, or whose end it is still telling.</param>
    /// <param name="UnableFor">Studies that it cannot work on.</param>
    /// <param name="WaitMs">How long the answer may wait for work, in milliseconds.</param>
    public sealed record Claim(
        string Worker,
        int Capacity,
        long? MemoryBytes,
        int Neighbours,
        ImmutableArray<HeldTrial> Holding,
        ImmutableArray<string> UnableFor,
        int WaitMs) : WireMessage;

    /// <summary><c>withdraw</c>: a worker's claim that waits is to be answered at once. Answered by <see cref="NothingNow"/>.</summary>
    public sealed record Withdraw(string Worker) : WireMessage;

    /// <summary><c>renew</c>: a worker still works on an attempt. This and all below are answered by <see cref="Acknowledged"/>.</summary>
    public sealed record Renew(string Worker, string Study, TrialId Trial, int Attempt) : WireMessage;

    /// <summary><c>report-epoch</c>: an attempt finished an epoch.</summary>
    public sealed record ReportEpoch(string Worker, string Study, TrialId Trial, int Attempt, EpochMetrics Metrics) : WireMessage;

    /// <summary><c>finish</c>: an attempt came to a result.</summary>
    public sealed record Finish(string Worker, string Study, TrialId Trial, int Attempt, TrialResult Result) : WireMessage;

    /// <summary><c>fail</c>: an attempt failed.</summary>
    public sealed record Fail(string Worker, string Study, TrialId Trial, int Attempt, string Error) : WireMessage;

    /// <summary><c>hand-back</c>: a worker gives a trial back untrained.</summary>
    public sealed record HandBack(string Worker, string Study, TrialId Trial, int Attempt, string Reason) : WireMessage;

    /// <summary><c>run-out-of-memory</c>: a device had no memory left for a trial beside its neighbours.</summary>
    public sealed record RunOutOfMemory(
        string Worker, string Study, TrialId Trial, int Attempt, int Neighbours, string Error) : WireMessage;

    /// <summary><c>describe</c>: a worker's machine asks for a study. Over HTTP it is asked for by its path.</summary>
    public sealed record Describe(string Study) : WireMessage;

    /// <summary><c>node-report</c>: how a worker's machine is. Answered by <see cref="Noted"/>.</summary>
    public sealed record NodeReport(NodeState Node) : WireMessage;

    // From anybody to the coordinator.

    /// <summary><c>submit</c>: a study is handed in. Answered by <see cref="Submitted"/> or <see cref="Refused"/>.</summary>
    /// <param name="Source">The experiment file's text.</param>
    /// <param name="FileName">What the file is called, for messages.</param>
    /// <param name="Resume">Whether to go on with an unfinished study of this name.</param>
    /// <param name="Extend">Whether to follow a changed file.</param>
    public sealed record Submit(string Source, string FileName, bool Resume, bool Extend) : WireMessage;

    // From the coordinator.

    /// <summary><c>granted</c>: work.</summary>
    /// <param name="Study">The study of the trials.</param>
    /// <param name="LeaseMs">How long the worker may be silent, in milliseconds; it should speak four times as often.</param>
    /// <param name="Leases">The trials.</param>
    public sealed record Granted(string Study, long LeaseMs, ImmutableArray<TrialLease> Leases) : WireMessage;

    /// <summary><c>nothing-now</c>: no trial waits at present.</summary>
    public sealed record NothingNow : WireMessage;

    /// <summary><c>acknowledged</c>: the study's word on what a worker said of an attempt.</summary>
    public sealed record Acknowledged(string Study, TrialId Trial, int Attempt, Acknowledgement Word, bool EndsAttempt) : WireMessage;

    /// <summary><c>noted</c>: heard, with nothing more to say.</summary>
    public sealed record Noted : WireMessage;

    /// <summary><c>submitted</c>: the study is in the store and is worked on, or is complete.</summary>
    /// <param name="Study">Its name.</param>
    /// <param name="Opening">How it goes on: <c>begun</c>, <c>extended</c>, <c>resumed</c> or <c>complete</c>.</param>
    public sealed record Submitted(string Study, string Opening) : WireMessage;

    /// <summary><c>refused</c>: the message cannot be taken; saying it again does not help.</summary>
    /// <param name="Lines">Why, and what would be right, for people.</param>
    public sealed record Refused(ImmutableArray<string> Lines) : WireMessage;

    /// <summary><c>unavailable</c>: the message cannot be taken at present; to be said again later.</summary>
    public sealed record Unavailable(string Reason) : WireMessage;

    /// <summary><c>study</c>: what all trials of a study have in common.</summary>
    public sealed record StudyDescription(StudyDefinition Definition) : WireMessage;

    /// <summary><c>status</c>: how the coordinator, its studies and its nodes are.</summary>
    public sealed record Status(ClusterState Cluster) : WireMessage;

    // Between a worker node and the processes that train for it.

    /// <summary><c>train</c>: a training process is given trials.</summary>
    public sealed record Train(ImmutableArray<TrialLease> Leases) : WireMessage;

    /// <summary><c>abandon</c>: an attempt counts no more.</summary>
    public sealed record Abandon(TrialId Trial, int Attempt) : WireMessage;

    /// <summary><c>ready</c>: a training process has what it needs for a study.</summary>
    public sealed record Ready : WireMessage;

    /// <summary><c>unable</c>: a training process cannot work on the study.</summary>
    public sealed record Unable(string Reason) : WireMessage;

    /// <summary><c>epoch-done</c>: a training process finished an epoch.</summary>
    public sealed record EpochDone(TrialId Trial, int Attempt, EpochMetrics Metrics) : WireMessage;

    /// <summary><c>trial-done</c>: a training process has a result.</summary>
    public sealed record TrialDone(TrialId Trial, int Attempt, TrialResult Result) : WireMessage;

    /// <summary><c>trial-failed</c>: a training process failed at a trial.</summary>
    public sealed record TrialFailed(TrialId Trial, int Attempt, string Error) : WireMessage;

    /// <summary><c>trial-out-of-memory</c>: a training process found no memory for a trial.</summary>
    public sealed record TrialOutOfMemory(TrialId Trial, int Attempt, string Error) : WireMessage;

    /// <summary><c>idle</c>: a training process is through with all that it was given.</summary>
    public sealed record Idle : WireMessage;
}
