using System.Collections.Immutable;
using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>What the coordinator takes.</summary>
public abstract record CoordinatorMessage
{
    private CoordinatorMessage()
    {
    }

    /// <summary>A worker asks for trials of any study. A later claim of the same worker takes the place of one that waits.</summary>
    /// <param name="Command">What it asks for.</param>
    /// <param name="Unable">Studies that it cannot work on, such as those whose images it does not have.</param>
    /// <param name="ReplyTo">The worker.</param>
    public sealed record Claim(
        StudyCommand.Claim Command, ImmutableArray<string> Unable, IActorRef<WorkerMessage> ReplyTo) : CoordinatorMessage;

    /// <summary>A claim that waits is to be answered with nothing now; one that was answered is left alone.</summary>
    /// <param name="Worker">Whose claim.</param>
    /// <param name="Only">The claim's own address, where a later claim of the same worker is to be left alone; else null.</param>
    public sealed record Withdraw(string Worker, IActorRef<WorkerMessage>? Only = null) : CoordinatorMessage;

    /// <summary>A worker speaks of an attempt.</summary>
    /// <param name="Study">The study's name.</param>
    /// <param name="Command">What it says.</param>
    /// <param name="ReplyTo">The worker.</param>
    public sealed record OnAttempt(
        string Study, StudyCommand.OnAttempt Command, IActorRef<WorkerMessage> ReplyTo) : CoordinatorMessage;

    /// <summary>A study is handed in.</summary>
    /// <param name="Plan">The study.</param>
    /// <param name="Resume">Whether going on with an unfinished study of this name was asked for.</param>
    /// <param name="Extend">Whether following a changed file was asked for.</param>
    /// <param name="ReplyTo">Who is answered.</param>
    public sealed record Submit(
        StudyPlan Plan, bool Resume, bool Extend, IActorRef<SubmissionReply> ReplyTo) : CoordinatorMessage;

    /// <summary>Time to look for leases that have run out, and whether a store that failed is well again.</summary>
    public sealed record Check : CoordinatorMessage
    {
        public static readonly Check Instance = new();
    }
}
