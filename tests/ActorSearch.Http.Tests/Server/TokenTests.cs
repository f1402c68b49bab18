using System.Net;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Http.Server;

namespace ActorSearch.Http.Tests.Server;

public sealed class TokenTests
{
    private const string Token = "correct-horse_battery.staple";

    private static readonly ServerOptions WithToken = TestServer.Plain with { Token = Token };

    public static TheoryData<string> WrongHeaders =>
    [
        "", "Bearer", "Bearer ", "Bearer wrong", $"Bearer {Token}x", $"Bearer {Token[..^1]}", $"Bearer {Token.ToUpperInvariant()}",
        $"Basic {Token}", Token, $"Bearer{Token}", $"Bearer {Token} {Token}", $"Bearer \"{Token}\"",
    ];

    [Theory]
    [MemberData(nameof(WrongHeaders))]
    public async Task Without_the_token_every_route_is_refused_and_says_how_to_ask(string header)
    {
        await using var server = await TestServer.StartAsync(options: WithToken);
        var routes = Operation.All.Where(o => o.Path != Operation.Health).Select(o => (o.Method, o.Path)).Append(("GET", "/nothing"));
        var asked = 0;

        foreach (var (method, path) in routes)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            if (header.Length > 0)
            {
                request.Headers.TryAddWithoutValidation("Authorization", header);
            }

            using var response = await server.Client.SendAsync(request);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Equal("Bearer", response.Headers.WwwAuthenticate.ToString());
            Assert.IsType<WireMessage.Refused>(await TestServer.ReadAsync(response));
            asked++;
        }

        Assert.Equal(asked, server.Board.Counters["refused.unauthorised"]);
        Assert.DoesNotContain(server.Board.Counters.Keys, k => k.StartsWith("messages.", StringComparison.Ordinal));
        Assert.DoesNotContain(server.Log.All, l => l.Text.Contains(Token, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    public async Task With_the_token_all_is_as_without_one(string scheme)
    {
        await using var server = await TestServer.StartAsync(options: WithToken);
        server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", scheme + Token);

        await server.AskAsync<WireMessage.Granted>(TestServer.ClaimOf("w"));
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/v1/status")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync("/nothing")).Status);
    }

    [Fact]
    public async Task Two_tokens_are_none()
    {
        await using var server = await TestServer.StartAsync(options: WithToken);
        server.Client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", ["Bearer " + Token, "Bearer wrong"]);

        Assert.Equal(HttpStatusCode.Unauthorized, (await server.GetAsync("/v1/status")).Status);
    }

    [Fact]
    public async Task Health_needs_no_token()
    {
        await using var server = await TestServer.StartAsync(options: WithToken);

        Assert.Equal((HttpStatusCode.OK, "ok\n"), await server.GetAsync("/health"));
    }
}
