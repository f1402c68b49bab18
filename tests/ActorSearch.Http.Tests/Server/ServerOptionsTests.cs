using System.Net;
using System.Net.Sockets;
using ActorSearch.Http.Server;

namespace ActorSearch.Http.Tests.Server;

public sealed class ServerOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:7070", false, false)]
    [InlineData("http://127.0.0.1:7070", true, false)]
    [InlineData("http://127.1.2.3:7070", false, false)]
    [InlineData("http://localhost:7070", false, false)]
    [InlineData("http://[::1]:7070", false, false)]
    [InlineData("https://127.0.0.1:7070", false, true)]
    [InlineData("https://0.0.0.0:7070", true, true)]
    [InlineData("https://[::]:7070", true, true)]
    [InlineData("https://10.1.2.3:7070", true, true)]
    public void Loopback_is_free_and_any_other_address_needs_a_token_and_tls(string listen, bool hasToken, bool hasCertificate) =>
        Assert.Null(ServerOptions.Check(Options(listen, hasToken, hasCertificate)));

    [Theory]
    [InlineData("http://0.0.0.0:7070", false, false, "a token and TLS")]
    [InlineData("http://0.0.0.0:7070", true, false, "lacks TLS")]
    [InlineData("http://[::]:7070", true, false, "lacks TLS")]
    [InlineData("http://192.168.1.5:7070", true, false, "lacks TLS")]
    [InlineData("https://192.168.1.5:7070", false, true, "lacks a token")]
    [InlineData("http://128.0.0.1:7070", false, false, "a token and TLS")]
    [InlineData("https://192.168.1.5:7070", true, false, "needs a certificate")]
    [InlineData("http://127.0.0.1:7070", true, true, "write https://127.0.0.1:7070")]
    [InlineData("http://coordinator.example:7070", true, false, "neither an IP address nor localhost")]
    [InlineData("ftp://127.0.0.1:7070", true, false, "no address to listen on")]
    [InlineData("127.0.0.1", true, false, "no address to listen on")]
    [InlineData("http://127.0.0.1:7070/v1", false, false, "more than scheme, address and port")]
    public void Anything_else_is_refused_with_what_would_be_right(string listen, bool hasToken, bool hasCertificate, string expected) =>
        Assert.Contains(expected, ServerOptions.Check(Options(listen, hasToken, hasCertificate)), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\n")]
    [InlineData("caf\u00e9")]
    public void A_token_that_no_header_can_hold_is_refused(string token) =>
        Assert.StartsWith("token_file: ", ServerOptions.Check(TestServer.Plain with { Token = token }), StringComparison.Ordinal);

    [Fact]
    public void A_certificate_without_its_key_is_refused() => Assert.StartsWith(
        "certificate_key_file: ",
        ServerOptions.Check(Options("https://127.0.0.1:0", hasToken: false, hasCertificate: true) with { CertificateKeyFile = null }),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_server_does_not_start_with_options_that_are_refused()
    {
        var exception = await Assert.ThrowsAsync<ServerStartException>(
            () => TestServer.StartAsync(options: Options("http://0.0.0.0:0", hasToken: false, hasCertificate: false)));

        Assert.Contains("a token and TLS", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_bad_input_that_names_it()
    {
        using var taken = new Socket(SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var address = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}";

        var exception = await Assert.ThrowsAsync<ServerStartException>(
            () => TestServer.StartAsync(options: TestServer.Plain with { Listen = new Uri(address) }));

        Assert.Contains(address, exception.Message, StringComparison.Ordinal);
    }

    private static ServerOptions Options(string listen, bool hasToken, bool hasCertificate) => TestServer.Plain with
    {
        Listen = new Uri(listen, UriKind.RelativeOrAbsolute),
        Token = hasToken ? "secret" : null,
        CertificateFile = hasCertificate ? "server.pem" : null,
        CertificateKeyFile = hasCertificate ? "server.key" : null,
    };
}
