using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Links;
using ActorSearch.Coordination.Tests.Doubles;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Tests.Client.Doubles;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Tests.Client;

public class ClaimTests
{
    [Fact]
    public async Task A_claim_that_finds_nothing_is_asked_again_until_there_is_something_and_the_worker_hears_of_that_alone()
    {
        await using var fixture = await LinkFixture.StartAsync();
        var requests = 0;
        fixture.Coordinator.OnMessage = (context, _) => FakeCoordinator.AnswerAsync(
            context, Interlocked.Increment(ref requests) < 5 ? new WireMessage.NothingNow() : Trials.Grant(3));
        var worker = new TestWorker("w");

        await fixture.Link.For("w").TellAsync(worker.Claim(memoryBytes: 5));
        var granted = await worker.NextAsync<StudyReply.Granted>();

        Assert.Equal(Trials.Id(3), Assert.Single(granted.Leases).Plan.Id);
        Assert.Equal(TimeSpan.FromMinutes(1), granted.LeaseDuration);
        Assert.Equal(5, fixture.Coordinator.Heard.Length);
        Assert.All(fixture.Coordinator.Heard, m => Assert.Equal((5L, 20_000), (((WireMessage.Claim)m).MemoryBytes!.Value, ((WireMessage.Claim)m).WaitMs)));
        Assert.Single(worker.Had);
    }

    [Fact]
    public async Task A_coordinator_that_answers_at_once_that_there_is_nothing_is_not_asked_without_a_pause()
    {
        var time = new ManualTime();
        await using var fixture = await LinkFixture.StartAsync(LinkOptions.Default, time);
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");

        await line.TellAsync(worker.Claim());
        await fixture.Coordinator.HasHeardAsync<WireMessage.Claim>();
        await fixture.Coordinator.IsIdleAsync();
        await line.TellAsync(worker.Says(new StudyCommand.ReportEpoch(Trials.Id(0), 1, Trials.Epoch(1))));
        await worker.NextAsync<StudyReply.Acknowledged>();

        Assert.Single(fixture.Coordinator.Heard.OfType<WireMessage.Claim>());
        await time.PassAsync(Twice(fixture.Coordinator));

        static async Task<bool> Twice(FakeCoordinator coordinator)
        {
            await coordinator.HasHeardAsync<WireMessage.Claim>(count: 2);
            return true;
        }
    }

    [Fact]
    public async Task A_claim_that_is_held_is_given_up_ten_seconds_after_the_time_it_may_take_and_asked_again()
    {
        var time = new ManualTime();
        await using var fixture = await LinkFixture.StartAsync(LinkOptions.Default, time);
        var wasGivenUp = new TaskCompletionSource<bool>();
        var requests = 0;
        fixture.Coordinator.OnMessage = async (context, _) =>
        {
            if (Interlocked.Increment(ref requests) == 1)
            {
                await FakeCoordinator.HoldAsync(context);
                wasGivenUp.SetResult(true);
                return;
            }

            await FakeCoordinator.AnswerAsync(context, Trials.Grant(0));
        };
        var worker = new TestWorker("w");

        await fixture.Link.For("w").TellAsync(worker.Claim());
        await fixture.Coordinator.HasHeardAsync<WireMessage.Claim>();
        time.Advance(TimeSpan.FromSeconds(29.9));
        Assert.Empty(fixture.Log.Of(LogLevel.Warning));
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.True(await wasGivenUp.Task);
        Assert.IsType<StudyReply.Granted>((await time.PassAsync(worker.NextAsync())).Reply);
    }

    [Fact]
    public async Task A_newer_claim_takes_the_place_of_one_that_waits_which_is_answered_with_nothing()
    {
        await using var fixture = await LinkFixture.StartAsync();
        fixture.Coordinator.OnMessage = (context, message) => ((WireMessage.Claim)message).MemoryBytes == 1
            ? FakeCoordinator.HoldAsync(context)
            : FakeCoordinator.AnswerAsync(context, Trials.Grant(0));
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");

        await line.TellAsync(worker.Claim(memoryBytes: 1));
        await fixture.Coordinator.HasHeardAsync<WireMessage.Claim>();
        await line.TellAsync(worker.Claim(memoryBytes: 2));

        await worker.NextAsync<StudyReply.NothingNow>();
        await worker.NextAsync<StudyReply.Granted>();
        Assert.Equal([1, 2], fixture.Coordinator.Heard.Cast<WireMessage.Claim>().Select(c => c.MemoryBytes));
    }

    [Fact]
    public async Task A_claim_that_crosses_its_grant_is_answered_with_nothing_and_asks_for_nothing()
    {
        await using var fixture = await LinkFixture.StartAsync();
        fixture.Coordinator.OnMessage = (context, message) => FakeCoordinator.AnswerAsync(
            context, message is WireMessage.Claim ? Trials.Grant(0) : FakeCoordinator.Acknowledge(message));
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");
        await line.TellAsync(worker.Claim());
        await worker.NextAsync<StudyReply.Granted>();

        await line.TellAsync(worker.Claim());

        await worker.NextAsync<StudyReply.NothingNow>();
        Assert.Single(fixture.Coordinator.Heard);
    }

    [Theory]
    [InlineData("told")]
    [InlineData("held")]
    [InlineData("stale")]
    [InlineData("another worker")]
    public async Task A_claim_that_does_not_cross_its_grant_is_asked(string why)
    {
        await using var fixture = await LinkFixture.StartAsync();
        var attempt = 0;
        fixture.Coordinator.OnMessage = (context, message) => FakeCoordinator.AnswerAsync(context, message switch
        {
            WireMessage.Claim => Trials.Grant(0, Interlocked.Increment(ref attempt)),
            WireMessage.Renew => new WireMessage.Acknowledged(Trials.Study, Trials.Id(0), 1, Acknowledgement.Stale, EndsAttempt: false),
            _ => FakeCoordinator.Acknowledge(message),
        });
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");
        await line.TellAsync(worker.Claim());
        await worker.NextAsync<StudyReply.Granted>();

        switch (why)
        {
            case "told":
                await line.TellAsync(worker.Says(new StudyCommand.HandBack(Trials.Id(0), 1, "no room")));
                await worker.NextAsync<StudyReply.Acknowledged>();
                await line.TellAsync(worker.Claim());
                break;
            case "held":
                await line.TellAsync(worker.Claim(null, new HeldTrial(Trials.Id(0), 1)));
                break;
            case "stale":
                await line.TellAsync(worker.Says(new StudyCommand.Renew(Trials.Id(0), 1)));
                await worker.NextAsync<StudyReply.Acknowledged>();
                await line.TellAsync(worker.Claim());
                break;
            default:
                worker = new TestWorker("w");
                await line.TellAsync(worker.Claim());
                break;
        }

        Assert.Equal(2, (await worker.NextAsync<StudyReply.Granted>()).Leases.Single().Attempt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_claim_that_is_taken_back_has_the_coordinators_last_word(bool isGranted)
    {
        // A claim is given up after a few withdrawals: on a busy machine short pauses would be over before the answer is there.
        await using var fixture = await LinkFixture.StartAsync(
            LinkFixture.Quick with { LeastPause = TimeSpan.FromSeconds(10), MostPause = TimeSpan.FromSeconds(10) });
        var withdrawn = new TaskCompletionSource();
        fixture.Coordinator.OnMessage = async (context, message) =>
        {
            if (message is WireMessage.Withdraw)
            {
                withdrawn.SetResult();
                await FakeCoordinator.AnswerAsync(context, new WireMessage.NothingNow());
                return;
            }

            await withdrawn.Task;
            await FakeCoordinator.AnswerAsync(context, isGranted ? Trials.Grant(0) : new WireMessage.NothingNow());
        };
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");
        await line.TellAsync(worker.Claim());
        await fixture.Coordinator.HasHeardAsync<WireMessage.Claim>();

        await line.TellAsync(new CoordinatorMessage.Withdraw("w"));

        Assert.Equal(isGranted, (await worker.NextAsync()).Reply is StudyReply.Granted);
        Assert.Single(fixture.Coordinator.Heard.OfType<WireMessage.Claim>());
    }

    [Fact]
    public async Task A_claim_whose_withdrawal_nobody_hears_is_answered_with_nothing_all_the_same()
    {
        await using var fixture = await LinkFixture.StartAsync(LinkFixture.Quick with { WithdrawTimeout = TimeSpan.FromSeconds(0.2) });
        fixture.Coordinator.OnMessage = (context, _) => FakeCoordinator.HoldAsync(context);
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");
        await line.TellAsync(worker.Claim());
        await fixture.Coordinator.HasHeardAsync<WireMessage.Claim>();

        await line.TellAsync(new CoordinatorMessage.Withdraw("w"));

        await worker.NextAsync<StudyReply.NothingNow>();
    }

    [Fact]
    public async Task A_claim_is_taken_back_at_once_while_the_coordinator_is_out_of_reach()
    {
        await using var fixture = await LinkFixture.StartAsync(LinkOptions.Default, new ManualTime());
        await fixture.Coordinator.StopAsync();
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");
        await line.TellAsync(worker.Claim());
        await fixture.Log.HasAsync(LogLevel.Warning);

        await line.TellAsync(new CoordinatorMessage.Withdraw("w"));

        await worker.NextAsync<StudyReply.NothingNow>();
    }

    [Fact]
    public async Task A_link_that_ends_leaves_no_claim_without_an_answer_and_waits_for_nobody()
    {
        await using var fixture = await LinkFixture.StartAsync(LinkFixture.Quick with { RequestTimeout = TimeSpan.FromHours(1) });
        fixture.Coordinator.OnMessage = (context, _) => FakeCoordinator.HoldAsync(context);
        var worker = new TestWorker("w");
        var line = fixture.Link.For("w");
        await line.TellAsync(worker.Claim());
        await line.TellAsync(worker.Says(new StudyCommand.Finish(Trials.Id(0), 1, Trials.Result())));
        await fixture.Coordinator.HasHeardAsync<WireMessage.Finish>();

        await fixture.Link.DisposeAsync().AsTask().WaitAsync(Patience.Limit);
        await line.TellAsync(worker.Claim());

        await worker.NextAsync<StudyReply.NothingNow>();
        await worker.NextAsync<StudyReply.NothingNow>();
    }

    [Fact]
    public async Task A_study_is_described_as_soon_as_the_coordinator_can_be_asked()
    {
        await using var fixture = await LinkFixture.StartAsync();
        var definition = Trials.Of(1).Definition;
        fixture.Coordinator.OnGet = context => context.Request.Path == "/v1/studies/tests"
            ? FakeCoordinator.AnswerAsync(context, new WireMessage.StudyDescription(definition))
            : FakeCoordinator.RefuseAsync(context, StatusCodes.Status404NotFound, "there is no such study");
        await fixture.Coordinator.StopAsync();

        var describing = fixture.Link.DescribeAsync("tests", CancellationToken.None);
        await fixture.Log.HasAsync(LogLevel.Warning);
        await fixture.Coordinator.StartAgainAsync();

        Assert.Equal(definition, await describing);
        var refusal = await Assert.ThrowsAsync<Core.Ports.StudyRefusedException>(
            () => fixture.Link.DescribeAsync("others", CancellationToken.None));
        Assert.Equal("there is no such study", refusal.Message);
    }
}
