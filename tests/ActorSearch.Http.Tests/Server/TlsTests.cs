using System.Net;
using System.Text;
using ActorSearch.Http.Server;
using ActorSearch.Http.Tests.Server.Doubles;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Tests.Server;

public sealed class TlsTests : IDisposable
{
    private static readonly Uri Health = new("/health", UriKind.Relative);

    private readonly TestAuthority _authority = new();

    private ServerOptions WithTls => TestServer.Plain with
    {
        Listen = new Uri("https://127.0.0.1:0"),
        CertificateFile = _authority.CertificateFile,
        CertificateKeyFile = _authority.KeyFile,
    };

    [Theory]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public async Task A_good_certificate_is_accepted(string version)
    {
        _authority.Issue();
        await using var server = await TestServer.StartAsync(options: WithTls);
        using var client = server.NewClient(_authority.TrustingHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, Health)
        {
            Version = Version.Parse(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        using var response = await client.SendAsync(request);

        Assert.Equal("https", server.Server.Address.Scheme);
        Assert.Equal((HttpStatusCode.OK, Version.Parse(version)), (response.StatusCode, response.Version));
    }

    [Theory]
    [InlineData(null, -3, -2)]
    [InlineData(null, 2, 3)]
    [InlineData("elsewhere.example", -1, 1)]
    public async Task A_certificate_that_is_expired_or_early_or_of_another_name_is_refused_by_clients(string? name, int fromDays, int toDays)
    {
        _authority.Issue(name, fromDays, toDays);
        await using var server = await TestServer.StartAsync(options: WithTls);
        using var client = server.NewClient(_authority.TrustingHandler());

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Health));

        Assert.Empty(server.Board.Counters);
        Assert.DoesNotContain(server.Log.All, l => l.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_certificate_of_an_unknown_authority_is_refused_by_clients()
    {
        _authority.Issue();
        using var other = new TestAuthority();
        await using var server = await TestServer.StartAsync(options: WithTls);
        using var client = server.NewClient(other.TrustingHandler());

        await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync(Health));
    }

    [Fact]
    public async Task A_renewed_certificate_is_used_without_a_restart_and_a_broken_one_is_not()
    {
        var first = _authority.Issue();
        await using var server = await TestServer.StartAsync(options: WithTls);

        Assert.Equal(first, await SerialAsync(server));
        File.WriteAllText(_authority.CertificateFile, "half a certi");
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(first, await SerialAsync(server));
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(first, await SerialAsync(server));
        Assert.Single(server.Log.All, l => l.Text.Contains(_authority.CertificateFile, StringComparison.Ordinal));

        var second = _authority.Issue();
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEqual(first, second);
        Assert.Equal(second, await SerialAsync(server));

        File.Delete(_authority.CertificateFile);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(second, await SerialAsync(server));
    }

    [Fact]
    public async Task Plain_http_and_garbage_on_the_port_of_tls_get_nothing_and_the_server_goes_on()
    {
        _authority.Issue();
        await using var server = await TestServer.StartAsync(options: WithTls);
        var random = new Random(20_240_303);

        var plain = await server.SendRawAsync("GET /health HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 300).Select(_ => Garbage(random)).ToList(),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (bytes, _) => await server.SendRawAsync(bytes));

        Assert.DoesNotContain("200", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("ok\n", plain, StringComparison.Ordinal);
        Assert.NotEmpty(await SerialAsync(server));
        Assert.DoesNotContain(server.Log.All, l => l.Level >= LogLevel.Error);
    }

    [Fact]
    public async Task A_handshake_that_does_not_come_to_its_end_loses_its_connection()
    {
        _authority.Issue();
        await using var server = await TestServer.StartAsync(options: WithTls with { HeadersWithin = TimeSpan.FromMilliseconds(100) });

        Assert.Empty(await server.SendRawAsync(new byte[] { 22, 3, 1 }, endAfter: false));
    }

    [Fact]
    public async Task A_certificate_that_cannot_be_used_is_bad_input_that_names_the_file()
    {
        var missing = await Assert.ThrowsAsync<ServerStartException>(() => TestServer.StartAsync(options: WithTls));
        _authority.Issue();
        var key = File.ReadAllText(_authority.KeyFile);
        _authority.Issue();
        File.WriteAllText(_authority.KeyFile, key);
        var strange = await Assert.ThrowsAsync<ServerStartException>(() => TestServer.StartAsync(options: WithTls));

        Assert.Equal($"there is no {_authority.CertificateFile}", missing.Message);
        Assert.Contains(_authority.KeyFile, strange.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _authority.Dispose();

    private async Task<string> SerialAsync(TestServer server)
    {
        var serial = string.Empty;
        using var client = server.NewClient(_authority.TrustingHandler(s => serial = s));
        using var response = await client.GetAsync(Health);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return serial;
    }

    /// <summary>Bytes of which many begin like a record of TLS.</summary>
    private static byte[] Garbage(Random random)
    {
        var bytes = new byte[random.Next(1, 600)];
        random.NextBytes(bytes);
        if (random.Next(2) == 0)
        {
            Encoding.Latin1.GetBytes("\u0016\u0003\u0001\u0001\u0000\u0001\u0000\u0000\u00fc\u0003\u0003").AsSpan(0, Math.Min(11, bytes.Length)).CopyTo(bytes);
        }

        return bytes;
    }
}
