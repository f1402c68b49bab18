using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Coordination.Tests.Doubles;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Tests;

/// <summary>What every link of a coordinator shares; tests of the HTTP link go through it with real requests.</summary>
public sealed class ReceptionTests
{
    private static readonly CoordinatorOptions Service = CoordinatorOptions.Default with { IsService = true };

    /// <summary>What a training process and its node say to each other, and what a coordinator answers.</summary>
    private static readonly WireMessage[] ForOthers =
    [
        new WireMessage.NothingNow(), new WireMessage.Noted(), new WireMessage.Idle(), new WireMessage.Ready(),
        new WireMessage.Refused([]), new WireMessage.Unavailable("full"), new WireMessage.Abandon(default, 1),
    ];

    public static TheoryData<string> NotForCoordinators => [.. ForOthers.Select(WireCodec.ManifestOf)];

    [Fact]
    public async Task A_study_is_described_to_whoever_asks_by_a_message()
    {
        var plan = Searches.Plan(1);
        await using var fixture = await CoordinatorFixture.StartAsync([plan], new ManualTime(), Service);
        using var reception = Open(fixture);

        var answer = await reception.AnswerAsync(new WireMessage.Describe("tests"), CancellationToken.None);

        Assert.Equal(plan.Definition, Assert.IsType<WireMessage.StudyDescription>(answer).Definition);
    }

    [Fact]
    public async Task A_study_that_is_not_there_is_refused_by_its_name()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        using var reception = Open(fixture);

        var answer = await reception.AnswerAsync(new WireMessage.Describe("nothing"), CancellationToken.None);

        Assert.Contains("'nothing'", Assert.Single(Assert.IsType<WireMessage.Refused>(answer).Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_message_is_counted_under_its_manifest()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([Searches.Plan(1)], new ManualTime(), Service);
        using var reception = Open(fixture);

        await reception.AnswerAsync(new WireMessage.Describe("tests"), CancellationToken.None);
        await reception.AnswerAsync(new WireMessage.Renew("w", "tests", new TrialId(), 1), CancellationToken.None);
        await reception.AnswerAsync(new WireMessage.Renew("w", "tests", new TrialId(), 1), CancellationToken.None);

        Assert.Equal((1, 2), (reception.Board.Counters["messages.describe"], reception.Board.Counters["messages.renew"]));
    }

    [Theory]
    [MemberData(nameof(NotForCoordinators))]
    public async Task What_nobody_says_to_a_coordinator_is_not_taken(string manifest)
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        using var reception = Open(fixture);
        var message = ForOthers.Single(m => WireCodec.ManifestOf(m) == manifest);

        Assert.False(Reception.Takes(message));
        await Assert.ThrowsAsync<ArgumentException>(() => reception.AnswerAsync(message, CancellationToken.None));
        Assert.Empty(reception.Board.Counters);
    }

    [Fact]
    public async Task A_claim_that_waits_is_answered_with_nothing_when_the_reception_stops()
    {
        await using var fixture = await CoordinatorFixture.StartAsync([], new ManualTime(), Service);
        using var reception = Open(fixture);
        var claiming = reception.AnswerAsync(new WireMessage.Claim("w", 1, null, 0, [], [], 60_000), CancellationToken.None);

        await reception.StopAsync();

        Assert.IsType<WireMessage.NothingNow>(await claiming);
    }

    private static Reception Open(CoordinatorFixture fixture) =>
        new(fixture.Coordinator.Ref, new StudyBoard(), fixture.Ledger, new NoSubmissions(), new ManualTime());

    private sealed class NoSubmissions : ISubmissions
    {
        public Task<StudyPlan> PrepareAsync(string source, string fileName, CancellationToken cancellation) =>
            throw new SubmissionRefusedException(["no study can be handed in here"]);
    }
}
