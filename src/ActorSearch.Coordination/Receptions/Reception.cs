using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Receptions;

/// <summary>
/// Takes what peers say to the coordinator, whatever carried it here, and comes to the one answer of each message.
/// Every link of a coordinator shares it.
/// </summary>
public sealed class Reception : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly CoordinatorDesk _desk;
    private readonly Submitting _submitting;
    private readonly StoredStudies _studies;
    private readonly StudyBoard _board;
    private readonly TimeProvider _time;

    /// <summary>Opens a reception.</summary>
    /// <param name="coordinator">Who decides.</param>
    /// <param name="board">What is known; the coordinator's observer, or told by it.</param>
    /// <param name="ledger">The store, for those who follow a study.</param>
    /// <param name="submissions">Makes studies of files that are handed in.</param>
    /// <param name="time">The clock.</param>
    /// <param name="options">How long it waits for what; null for the values for every cluster.</param>
    public Reception(
        IActorRef<CoordinatorMessage> coordinator,
        StudyBoard board,
        ILedger ledger,
        ISubmissions submissions,
        TimeProvider time,
        ReceptionOptions? options = null)
    {
        options ??= ReceptionOptions.Default;
        _board = board;
        _time = time;
        _desk = new CoordinatorDesk(coordinator, options.AnswerWithin, time, _stopping.Token);
        _submitting = new Submitting(submissions, _desk, options.PrepareWithin, time, _stopping.Token);
        _studies = new StoredStudies(ledger, board, options.MaxEventsPerPage, time, _stopping.Token);
    }

    /// <summary>What is known of the studies, the store and the nodes.</summary>
    public StudyBoard Board => _board;

    /// <summary>Cancelled once all that waits is to be answered with what there is.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>The answer to a message.</summary>
    /// <param name="message">What a worker, or whoever hands a study in, says.</param>
    /// <param name="aborted">Cancelled when whoever said it is known to be gone.</param>
    /// <exception cref="SubmissionRefusedException">A study that was handed in is wrong.</exception>
    /// <exception cref="LedgerException">The store cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The peer is gone.</exception>
    /// <exception cref="ArgumentException">Nobody says this to a coordinator; see <see cref="Takes"/>.</exception>
    public async Task<WireMessage> AnswerAsync(WireMessage message, CancellationToken aborted)
    {
        if (!Takes(message))
        {
            throw new ArgumentException($"no coordinator takes a {message.GetType().Name}", nameof(message));
        }

        _board.Count($"messages.{WireCodec.ManifestOf(message)}");
        return message switch
        {
            WireMessage.Claim m => await _desk.ClaimAsync(m, aborted).ConfigureAwait(false),
            WireMessage.Withdraw m => await _desk.WithdrawAsync(m.Worker, aborted).ConfigureAwait(false),
            WireMessage.NodeReport m => Note(m),
            WireMessage.Submit m => await _submitting.TakeAsync(m, aborted).ConfigureAwait(false),
            WireMessage.Describe m => await DescribeAsync(m.Study, aborted).ConfigureAwait(false) is { } definition
                ? new WireMessage.StudyDescription(definition)
                : new WireMessage.Refused([$"the coordinator's store holds no study '{m.Study}'"]),
            _ => await HearAsync(message, aborted).ConfigureAwait(false),
        };
    }

    /// <summary>Whether a message is one that is said to a coordinator.</summary>
    public static bool Takes(WireMessage message) => message is WireMessage.Claim or WireMessage.Withdraw or WireMessage.Renew
        or WireMessage.ReportEpoch or WireMessage.Finish or WireMessage.Fail or WireMessage.HandBack or WireMessage.RunOutOfMemory
        or WireMessage.NodeReport or WireMessage.Submit or WireMessage.Describe;

    /// <summary>A study's definition; null where there is no such study.</summary>
    /// <exception cref="LedgerException">The store cannot be read.</exception>
    public Task<StudyDefinition?> DescribeAsync(string study, CancellationToken aborted) => _studies.DescribeAsync(study, aborted);

    /// <summary>A study's events from a version on; where there are none yet, waits for the first.</summary>
    /// <param name="study">The study.</param>
    /// <param name="from">Version of the first event that is wanted.</param>
    /// <param name="wait">How long to wait.</param>
    /// <param name="aborted">Cancelled when the follower is gone.</param>
    /// <returns>As many as one answer holds, none where none came; null where there is no such study.</returns>
    /// <exception cref="LedgerException">The store cannot be read.</exception>
    public Task<EventPage?> FollowAsync(string study, long from, TimeSpan wait, CancellationToken aborted) =>
        _studies.FollowAsync(study, from, wait, aborted);

    /// <summary>Has all that waits answered with what there is: claims are withdrawn, followers wait no longer.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    /// <summary>Closes it; nothing may be under way any more.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        _submitting.Dispose();
        _studies.Dispose();
        _stopping.Dispose();
    }

    private Task<WireMessage> HearAsync(WireMessage message, CancellationToken aborted)
    {
        var (study, command) = WireWord.Of(message);
        return _desk.TellAsync(study, command, aborted);
    }

    private WireMessage.Noted Note(WireMessage.NodeReport report)
    {
        _board.Heard(report.Node, _time.GetUtcNow());
        return new WireMessage.Noted();
    }
}
