using System.Collections.Immutable;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>Delivers a worker's word on an attempt and hands the answer to the worker.</summary>
/// <param name="worker">The worker's name.</param>
/// <param name="correspondence">The way to the coordinator.</param>
/// <param name="claims">Told of attempts that end.</param>
/// <param name="logger">Told of refusals.</param>
internal sealed partial class WordDelivery(string worker, Correspondence correspondence, ClaimDesk claims, ILogger logger)
{
    public BackOff BeginBackOff() => correspondence.BeginBackOff();

    /// <summary>Waits before another try.</summary>
    public Task PauseAsync(BackOff backOff, TimeSpan atLeast, CancellationToken cancellation)
    {
        var pause = backOff.Next();
        return correspondence.PauseAsync(pause > atLeast ? pause : atLeast, cancellation);
    }

    /// <summary>Says a word once.</summary>
    /// <returns>Null where the worker has its answer; else the least time to wait before the word is said again.</returns>
    public async Task<TimeSpan?> TryAsync(CoordinatorMessage.OnAttempt word, CancellationToken cancellation)
    {
        switch (await SayAsync(word.Study, word.Command, cancellation).ConfigureAwait(false))
        {
            case Outcome<WireMessage.Acknowledged>.Answered answered:
                Answer(word, answered.Answer.Word);
                return null;
            case Outcome<WireMessage.Acknowledged>.Lost lost:
                return lost.AtLeast;
            case Outcome<WireMessage.Acknowledged>.Refused refused:
                LogRefused(logger, word.Command.GetType().Name, word.Command.Trial.Short, word.Command.Attempt, word.Study, string.Join(' ', refused.Lines));
                return await TellFailureAsync(word, refused.Lines, refused.IsUnknown, cancellation).ConfigureAwait(false);
            default:
                return TimeSpan.Zero;
        }
    }

    /// <summary>
    /// A worker whose word was refused drops the trial, and the coordinator, which never heard of its end, would grant
    /// it to that worker again, to be refused again. As a failure it counts, and ends after so many attempts.
    /// </summary>
    private async Task<TimeSpan?> TellFailureAsync(
        CoordinatorMessage.OnAttempt word, ImmutableArray<string> lines, bool isUnknown, CancellationToken cancellation)
    {
        if (!isUnknown && word.Command is not StudyCommand.Fail)
        {
            var failure = new StudyCommand.Fail(
                word.Command.Trial, word.Command.Attempt, $"the coordinator refused what its worker said: {string.Join(' ', lines)}");
            if (await SayAsync(word.Study, failure, cancellation).ConfigureAwait(false) is Outcome<WireMessage.Acknowledged>.Lost lost)
            {
                return lost.AtLeast;
            }
        }

        Answer(word, Acknowledgement.Stale);
        return null;
    }

    private Task<Outcome<WireMessage.Acknowledged>> SayAsync(
        string study, StudyCommand.OnAttempt command, CancellationToken cancellation) =>
        correspondence.AskAsync<WireMessage.Acknowledged>(
            WireWords.Of(worker, study, command),
            a => a.Study == study && a.Trial == command.Trial && a.Attempt == command.Attempt && a.EndsAttempt == command.EndsAttempt,
            wait: TimeSpan.Zero,
            cancellation);

    private void Answer(CoordinatorMessage.OnAttempt word, Acknowledgement become)
    {
        var command = word.Command;
        if (become == Acknowledgement.Stale)
        {
            claims.Ended(word.Study, command.Trial, command.Attempt);
        }

        word.ReplyTo.Answer(new WorkerMessage.FromCoordinator(
            word.Study, new StudyReply.Acknowledged(command.Trial, command.Attempt, become, command.EndsAttempt)));
    }

    [LoggerMessage(LogLevel.Error, "the coordinator refused {Word} of trial {Trial}, attempt {Attempt}, of {Study}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string word, string trial, int attempt, string study, string reason);
}
