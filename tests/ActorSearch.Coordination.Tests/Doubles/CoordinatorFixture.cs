using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Tests.Doubles;

/// <summary>A coordinator at work, spoken to without workers.</summary>
internal sealed class CoordinatorFixture : IAsyncDisposable
{
    private readonly CoordinatorOptions _options;
    private Task _running = Task.CompletedTask;

    private CoordinatorFixture(MemoryLedger ledger, CoordinatorActor coordinator, CoordinatorOptions options) =>
        (Ledger, Coordinator, _options) = (ledger, coordinator, options);

    public MemoryLedger Ledger { get; }

    public CoordinatorActor Coordinator { get; }

    /// <summary>Starts the coordinator of the study <c>tests</c>.</summary>
    public static Task<CoordinatorFixture> StartAsync(int trials, TimeProvider time) =>
        StartAsync([Searches.Plan(trials)], time, CoordinatorOptions.Default);

    /// <summary>Starts the coordinator of some studies.</summary>
    public static async Task<CoordinatorFixture> StartAsync(
        IEnumerable<StudyPlan> plans, TimeProvider time, CoordinatorOptions options, ISearchObserver? observer = null)
    {
        var ledger = new MemoryLedger();
        var studies = new List<HostedStudy>();
        foreach (var (definition, trials) in plans)
        {
            var (study, _) = await StudyHosting.OpenAsync(
                ledger,
                definition.Name,
                new StudyCommand.Create(definition, trials),
                new StudyCommand.Open(options.LeaseDuration, WorkersAreGone: false),
                time);
            studies.Add(study);
        }

        var coordinator = new CoordinatorActor(ledger, studies, time, options, observer ?? new Silent());
        var fixture = new CoordinatorFixture(ledger, coordinator, options);
        fixture._running = Task.Run(coordinator.RunAsync);
        return fixture;
    }

    public static CoordinatorMessage.Claim Claim(string worker, Mailbox<WorkerMessage> replyTo, params string[] unable) =>
        new(new StudyCommand.Claim(worker, 1), [.. unable], replyTo);

    public static CoordinatorMessage.OnAttempt Word(
        StudyCommand.OnAttempt command, Mailbox<WorkerMessage> replyTo, string study = "tests") => new(study, command, replyTo);

    /// <summary>The next answer, which is of a kind.</summary>
    public static async Task<T> ReceiveAsync<T>(Mailbox<WorkerMessage> mailbox)
        where T : StudyReply =>
        Assert.IsType<T>(Assert.IsType<WorkerMessage.FromCoordinator>(await ReceiveAsync(mailbox)).Reply);

    /// <summary>The next answer.</summary>
    public static async Task<WorkerMessage> ReceiveAsync(Mailbox<WorkerMessage> mailbox)
    {
        var messages = new List<WorkerMessage>();
        await mailbox.ReceiveAsync(messages, most: 1);
        return Assert.Single(messages);
    }

    public async Task<T> AskAsync<T>(StudyCommand command, Mailbox<WorkerMessage> replyTo, string study = "tests")
        where T : StudyReply
    {
        await Coordinator.Ref.TellAsync(command is StudyCommand.Claim claim
            ? new CoordinatorMessage.Claim(claim, [], replyTo)
            : new CoordinatorMessage.OnAttempt(study, (StudyCommand.OnAttempt)command, replyTo));
        return await ReceiveAsync<T>(replyTo);
    }

    /// <summary>Hands a study in.</summary>
    public async Task<SubmissionReply> SubmitAsync(StudyPlan plan, bool resume = false, bool extend = false)
    {
        var replies = new Mailbox<SubmissionReply>(1);
        await Coordinator.Ref.TellAsync(new CoordinatorMessage.Submit(plan, resume, extend, replies));
        var received = new List<SubmissionReply>();
        await replies.ReceiveAsync(received, most: 1);
        return Assert.Single(received);
    }

    /// <summary>Lets a lease's time go by, with every check of the leases on the way.</summary>
    public async Task PassLeaseAsync(ManualTime time)
    {
        for (var quarter = 0; quarter < 4; quarter++)
        {
            time.Advance(_options.LeaseDuration / 4);
            await BarrierAsync();
        }
    }

    /// <summary>Returns once the coordinator has handled all that it was sent before.</summary>
    public async Task BarrierAsync()
    {
        var mailbox = new Mailbox<WorkerMessage>(1);
        await Coordinator.Ref.TellAsync(Word(new StudyCommand.Renew(default, Attempt: 0), mailbox));
        await ReceiveAsync(mailbox);
    }

    public async ValueTask DisposeAsync()
    {
        Coordinator.Stop();
        await _running;
    }

    private sealed class Silent : ISearchObserver
    {
        public void Recorded(StudyState state, IReadOnlyList<StudyEvent> events)
        {
        }
    }
}
