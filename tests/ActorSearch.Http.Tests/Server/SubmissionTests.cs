using System.Net;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;

namespace ActorSearch.Http.Tests.Server;

public sealed class SubmissionTests
{
    [Fact]
    public async Task A_study_that_is_handed_in_is_in_the_store_and_worked_on()
    {
        await using var server = await TestServer.StartAsync(trials: 0);

        var submitted = await server.AskAsync<WireMessage.Submitted>(Submit("new 3"));

        Assert.Equal(new WireMessage.Submitted("new", "begun"), submitted);
        Assert.IsType<StudyEvent.Created>(server.Store.EventsOf("new")[0]);
        Assert.Equal("new", (await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w"))).Study);
    }

    [Fact]
    public async Task A_study_that_is_worked_on_is_joined()
    {
        await using var server = await TestServer.StartAsync(trials: 2);

        Assert.Equal("resumed", (await server.AskAsync<WireMessage.Submitted>(Submit("tests 2"))).Opening);
    }

    [Fact]
    public async Task A_changed_file_extends_a_study_only_where_that_is_asked_for()
    {
        await using var server = await TestServer.StartAsync(trials: 2);

        var (status, refused) = await server.SayAsync(Submit("tests 3"));
        var extended = await server.AskAsync<WireMessage.Submitted>(Submit("tests 3") with { Extend = true });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        var lines = Assert.IsType<WireMessage.Refused>(refused).Lines;
        Assert.Contains("another grid", lines[0], StringComparison.Ordinal);
        Assert.Contains("--extend", lines[^1], StringComparison.Ordinal);
        Assert.Equal("extended", extended.Opening);
        Assert.Equal(3, server.Board.Find("tests")!.Trials.Count);
    }

    [Fact]
    public async Task A_wrong_file_is_refused_with_its_lines_and_counted()
    {
        await using var server = await TestServer.StartAsync(trials: 0);

        var (status, refused) = await server.SayAsync(Submit("nonsense"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["it.yaml:1: not a study", "write 'NAME TRIALS'"], Assert.IsType<WireMessage.Refused>(refused).Lines);
        Assert.Equal(1, server.Board.Counters["refused.submission"]);
        Assert.Empty(await server.Store.StudiesAsync(default));
    }

    [Fact]
    public async Task Files_are_read_one_at_a_time()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        var (reading, most) = (0, 0);
        server.Submissions.Before = async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref reading));
            await Task.Yield();
            Interlocked.Decrement(ref reading);
        };

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => server.AskAsync<WireMessage.Submitted>(Submit($"s{i} 1"))));

        Assert.Equal(1, most);
        Assert.Equal(20, (await server.StatusAsync()).Studies.Length);
    }

    [Fact]
    public async Task A_file_that_takes_too_long_to_read_is_unavailable_and_holds_no_other_up()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        var reading = new TaskCompletionSource();
        server.Submissions.Before = async cancellation =>
        {
            reading.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
        };

        var slow = server.SayAsync(Submit("slow 1"));
        await reading.Task;
        server.Time.Advance(ReceptionOptions.Default.PrepareWithin);
        var (status, message) = await slow;
        server.Submissions.Before = _ => Task.CompletedTask;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.Contains("it.yaml", Assert.IsType<WireMessage.Unavailable>(message).Reason, StringComparison.Ordinal);
        await server.AskAsync<WireMessage.Submitted>(Submit("next 1"));
    }

    [Fact]
    public async Task Reading_ends_when_whoever_handed_the_file_in_is_gone()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        using var gone = new CancellationTokenSource();
        var reading = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        server.Submissions.Before = async cancellation =>
        {
            cancellation.Register(ended.SetResult);
            reading.SetResult();
            await ended.Task;
        };

        var slow = server.SayAsync(Submit("slow 1"), gone.Token);
        await reading.Task;
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
        await ended.Task.WaitAsync(TestServer.Patience);
    }

    [Fact]
    public async Task A_reader_that_breaks_costs_its_request_alone_and_is_logged()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        server.Submissions.Before = _ => throw new InvalidOperationException("the secret of the trace");

        var (status, message) = await server.SayAsync(Submit("new 1"));

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.DoesNotContain("secret", Assert.IsType<WireMessage.Unavailable>(message).Reason, StringComparison.Ordinal);
        Assert.Contains(server.Log.All, l => l.Text.Contains("the secret of the trace", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/health")).Status);
    }

    private static WireMessage.Submit Submit(string source) => new(source, "it.yaml", Resume: false, Extend: false);
}
