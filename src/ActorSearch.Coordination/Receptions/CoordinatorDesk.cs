using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Receptions;

/// <summary>
/// Takes messages to the coordinator and brings back exactly one answer of each, within a bound: where the
/// coordinator is silent, the answer is that it is unavailable.
/// </summary>
/// <param name="coordinator">The coordinator.</param>
/// <param name="answerWithin">How long it has for an answer.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Cancelled once the coordinator is to end: claims wait no longer.</param>
internal sealed class CoordinatorDesk(
    IActorRef<CoordinatorMessage> coordinator, TimeSpan answerWithin, TimeProvider time, CancellationToken stopping)
{
    /// <summary>How long the coordinator has for an answer once the coordinator is to end.</summary>
    private static readonly TimeSpan LastWordWithin = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Asks for work. Where none comes in the time that the worker agreed to wait, or the worker is gone, the claim is
    /// withdrawn; a grant may cross the withdrawal, and then counts.
    /// </summary>
    /// <exception cref="OperationCanceledException">The worker's connection is gone.</exception>
    public async Task<WireMessage> ClaimAsync(WireMessage.Claim claim, CancellationToken aborted)
    {
        var command = new StudyCommand.Claim(claim.Worker, claim.Capacity)
        {
            MemoryBytes = claim.MemoryBytes,
            Neighbours = claim.Neighbours,
            Holding = claim.Holding,
        };
        var answer = new PendingAnswer<WorkerMessage>();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stopping, aborted);
        var early = answer.Task.WaitAsync(TimeSpan.FromMilliseconds(claim.WaitMs), time, waiting.Token);
        var told = coordinator.TellAsync(new CoordinatorMessage.Claim(command, claim.UnableFor, answer)).AsTask();
        try
        {
            return Wired(await early.ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is TimeoutException or OperationCanceledException)
        {
            // The time is up, the server ends, or nobody waits any more.
        }

        var withdrawn = WithdrawAsync(told, new CoordinatorMessage.Withdraw(claim.Worker, answer));
        aborted.ThrowIfCancellationRequested();
        return await AnswerAsync(answer.Task, withdrawn, aborted).ConfigureAwait(false);
    }

    /// <summary>Has a worker's claim that waits answered at once, whichever request brought it.</summary>
    public async Task<WireMessage> WithdrawAsync(string worker, CancellationToken aborted)
    {
        var told = coordinator.TellAsync(new CoordinatorMessage.Withdraw(worker)).AsTask();
        return await BoundedAsync(Done(told), aborted).ConfigureAwait(false) ? new WireMessage.NothingNow() : Silent();
    }

    /// <summary>Tells the coordinator what a worker says of an attempt.</summary>
    /// <exception cref="OperationCanceledException">The worker's connection is gone; what it said may be recorded all the same.</exception>
    public Task<WireMessage> TellAsync(string study, StudyCommand.OnAttempt command, CancellationToken aborted)
    {
        var answer = new PendingAnswer<WorkerMessage>();
        var told = coordinator.TellAsync(new CoordinatorMessage.OnAttempt(study, command, answer)).AsTask();
        return AnswerAsync(answer.Task, told, aborted);
    }

    /// <summary>Hands a study in.</summary>
    /// <returns>The coordinator's answer; null where there is none.</returns>
    /// <exception cref="OperationCanceledException">The connection is gone; the study may be begun all the same.</exception>
    public async Task<SubmissionReply?> SubmitAsync(StudyPlan plan, bool resume, bool extend, CancellationToken aborted)
    {
        var answer = new PendingAnswer<SubmissionReply>();
        var told = coordinator.TellAsync(new CoordinatorMessage.Submit(plan, resume, extend, answer)).AsTask();
        return await BoundedAsync(Both(told, answer.Task), aborted).ConfigureAwait(false);
    }

    /// <summary>What is said where the coordinator says nothing.</summary>
    public WireMessage.Unavailable Silent() =>
        new($"the coordinator gave no answer within {answerWithin.TotalSeconds:0.###} s");

    private async Task<WireMessage> AnswerAsync(Task<WorkerMessage> answer, Task told, CancellationToken aborted) =>
        await BoundedAsync(Both(told, answer), aborted).ConfigureAwait(false) is { } message ? Wired(message) : Silent();

    /// <summary>What a task comes to; nothing where that takes too long.</summary>
    private async Task<T?> BoundedAsync<T>(Task<T> task, CancellationToken aborted)
    {
        var bound = stopping.IsCancellationRequested && LastWordWithin < answerWithin ? LastWordWithin : answerWithin;
        try
        {
            return await task.WaitAsync(bound, time, aborted).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return default;
        }
    }

    private static async Task<bool> Done(Task told)
    {
        await told.ConfigureAwait(false);
        return true;
    }

    private static async Task<T> Both<T>(Task told, Task<T> answer)
    {
        await told.ConfigureAwait(false);
        return await answer.ConfigureAwait(false);
    }

    /// <summary>The claim comes first even where the mailbox is full, or it would wait with nobody to take the answer.</summary>
    private async Task WithdrawAsync(Task told, CoordinatorMessage.Withdraw withdraw)
    {
        await told.ConfigureAwait(false);
        await coordinator.TellAsync(withdraw).ConfigureAwait(false);
    }

    private static WireMessage Wired(WorkerMessage message) => message switch
    {
        WorkerMessage.FromCoordinator(var study, StudyReply.Granted granted) =>
            new WireMessage.Granted(study, (long)granted.LeaseDuration.TotalMilliseconds, granted.Leases),
        WorkerMessage.FromCoordinator(_, StudyReply.NothingNow or StudyReply.StudyEnded) => new WireMessage.NothingNow(),
        WorkerMessage.FromCoordinator(var study, StudyReply.Acknowledged(var trial, var attempt, var word, var ends)) =>
            new WireMessage.Acknowledged(study, trial, attempt, word, ends),
        WorkerMessage.Unavailable unavailable => new WireMessage.Unavailable(unavailable.Reason),
        _ => throw new InvalidOperationException($"the coordinator answered a worker with {message.GetType().Name}"),
    };
}
