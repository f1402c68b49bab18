using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Trials;
using ActorSearch.Http.Tests.Server.Doubles;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Tests.Server;

/// <summary>Whatever comes over the socket, the server goes on.</summary>
public sealed class HostilePeerTests
{
    private const int Inputs = 3000;

    private static readonly byte[] Claim = Request("claim", WireCodec.Encode(TestServer.ClaimOf("w")));

    [Fact]
    public async Task Random_and_mutated_bytes_leave_the_server_as_it_was()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        var random = new Random(20_240_301);

        // A few at a time, so that a connection that is left open holds no other up.
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Inputs).Select(i => Mutated(random, i)).ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (bytes, _) => await server.SendRawAsync(bytes));

        await server.AskAsync<WireMessage.NothingNow>(TestServer.ClaimOf("w"));
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/health")).Status);
        Assert.DoesNotContain(server.Log.All, l => l.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Mutated_bodies_are_answered_or_refused_and_never_fail()
    {
        await using var server = await TestServer.StartAsync(trials: 1);
        var random = new Random(20_240_302);
        var body = WireCodec.Encode(
            new WireMessage.ReportEpoch("w", TestServer.Study, TrialId.Parse(new string('a', 32)), 1, Plans.Epoch));

        for (var i = 0; i < Inputs; i++)
        {
            using var content = new ByteArrayContent(Mutated(random, body));
            using var response = await server.Client.PostAsync(new Uri("/v1/report-epoch", UriKind.Relative), content);
            Assert.Contains(response.StatusCode, (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.BadRequest]);
            await TestServer.ReadAsync(response);
        }

        Assert.DoesNotContain(server.Log.All, l => l.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task Refusals_are_logged_a_few_lines_a_second_and_counted_all()
    {
        await using var server = await TestServer.StartAsync(trials: 0);

        for (var i = 0; i < 50; i++)
        {
            await server.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, "/nothing");
        }

        Assert.Equal(TestServer.Plain.MaxRefusalsLoggedPerSecond, server.Log.All.Count);
        Assert.Equal(50, server.Board.Counters["refused.unknown-manifest"]);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        await server.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, "/nothing");
        Assert.Contains(server.Log.All, l => l.Text == "45 more refusals are not listed");
    }

    [Fact]
    public async Task What_a_peer_writes_stands_on_one_line_of_the_log()
    {
        await using var server = await TestServer.StartAsync(trials: 0);

        await server.RefusedAsync(HttpStatusCode.NotFound, HttpMethod.Get, "/a%0Aforged%1B[31m" + new string('x', 1000));

        var line = Assert.Single(server.Log.All).Text;
        Assert.DoesNotContain(line, char.IsControl);
        Assert.InRange(line.Length, 1, 800);
    }

    [Fact]
    public async Task Enormous_headers_are_refused()
    {
        await using var server = await TestServer.StartAsync(trials: 0);
        var enormous = new StringBuilder("GET /health HTTP/1.1\r\nHost: x\r\n");
        for (var i = 0; i < 1000; i++)
        {
            enormous.Append("X-").Append(i).Append(": ").Append('x', 1000).Append("\r\n");
        }

        var answer = await server.SendRawAsync(Encoding.ASCII.GetBytes(enormous.ToString()), endAfter: false);

        Assert.StartsWith("HTTP/1.1 431 ", answer, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/health")).Status);
    }

    [Theory]
    [InlineData("GET /heal")]
    [InlineData("POST /v1/claim HTTP/1.1\r\nHost: x\r\nContent-Le")]
    public async Task A_request_that_does_not_come_to_its_end_loses_its_connection(string half)
    {
        await using var server = await TestServer.StartAsync(
            trials: 0, TestServer.Plain with { HeadersWithin = TimeSpan.FromMilliseconds(100) });

        // Nothing more is sent: the server ends the connection by itself, before the 30 s that the framework would give.
        var answer = await server.SendRawAsync(Encoding.ASCII.GetBytes(half), endAfter: false).WaitAsync(TimeSpan.FromSeconds(25));

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal), answer);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/health")).Status);
    }

    [Fact]
    public async Task A_body_that_ends_too_early_is_no_message()
    {
        await using var server = await TestServer.StartAsync(trials: 1);

        await server.SendRawAsync(Claim.AsMemory(0, Claim.Length - 1));

        await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w"));
        Assert.Equal(1, server.Board.Counters["messages.claim"]);
    }

    [Fact]
    public async Task Connections_beyond_the_bound_are_closed_and_those_within_go_on()
    {
        await using var server = await TestServer.StartAsync(trials: 0, TestServer.Plain with { MaxConnections = 2 });
        await server.GetAsync("/health");
        using var second = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await second.ConnectAsync(IPAddress.Loopback, server.Server.Address.Port);
        using var taken = new NetworkStream(second);
        await taken.WriteAsync("GET /health HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        Assert.NotEqual(0, await taken.ReadAsync(new byte[1]));

        var third = await server.SendRawAsync("GET /health HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray(), endAfter: false);

        Assert.Empty(third);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/health")).Status);
    }

    private static byte[] Request(string manifest, byte[] body) =>
        [.. Encoding.ASCII.GetBytes($"POST /v1/{manifest} HTTP/1.1\r\nHost: x\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];

    private static byte[] Mutated(Random random, int number)
    {
        if (number % 3 > 0)
        {
            return Mutated(random, Claim);
        }

        var bytes = new byte[random.Next(1, 2000)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mutated(Random random, byte[] whole)
    {
        var bytes = whole.ToList();
        for (var changes = random.Next(1, 6); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, "\r\n{}[]\",:0\0 "u8[random.Next(12)]);
                    break;
                case 3:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(100))));
                    break;
            }
        }

        return [.. bytes];
    }
}
