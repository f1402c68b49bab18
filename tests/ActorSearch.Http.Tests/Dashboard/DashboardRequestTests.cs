using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorSearch.Http.Dashboard;

namespace ActorSearch.Http.Tests.Dashboard;

/// <summary>What a dashboard answers, and what it refuses.</summary>
public sealed class DashboardRequestTests
{
    [Fact]
    public async Task The_page_comes_with_headers_that_let_no_other_site_near_it()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.SendAsync("/");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(TestDashboard.Page, await response.Content.ReadAsStringAsync());
        Assert.Equal("text/html; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Contains("frame-ancestors 'none'", Header(response, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(response, "X-Content-Type-Options"));
        Assert.Equal("no-store", Header(response, "Cache-Control"));
        Assert.Equal("same-origin", Header(response, "Cross-Origin-Resource-Policy"));
        Assert.False(response.Headers.Contains("Server"));
        Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task The_document_comes_plain_or_packed_and_not_again_to_one_who_has_it()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var plain = await dashboard.SendAsync("/data");
        using var packed = await dashboard.SendAsync("/data", HttpMethod.Get, ("Accept-Encoding", "br, gzip"));
        var tag = plain.Headers.ETag!.ToString();
        using var known = await dashboard.SendAsync("/data", HttpMethod.Get, ("If-None-Match", tag));

        Assert.Equal(TestDashboard.Document(1), await plain.Content.ReadAsByteArrayAsync());
        Assert.Equal("gzip", Assert.Single(packed.Content.Headers.ContentEncoding));
        await using var unpacked = new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var text = new StreamReader(unpacked);
        Assert.Equal(Encoding.UTF8.GetString(TestDashboard.Document(1)), await text.ReadToEndAsync());
        Assert.EndsWith("-1\"", tag, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task A_study_that_has_not_begun_has_no_document_yet()
    {
        await using var dashboard = await TestDashboard.StartAsync(
            new DashboardOptions { DocumentWithin = TimeSpan.FromMilliseconds(1) }, hasDocument: false);

        using var response = await dashboard.SendAsync("/data");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("1", Header(response, "Retry-After"));
    }

    [Fact]
    public async Task Whoever_comes_before_the_first_document_waits_for_it()
    {
        await using var dashboard = await TestDashboard.StartAsync(hasDocument: false);

        var asking = dashboard.SendAsync("/data");
        Assert.True(SpinWait.SpinUntil(() => dashboard.Channel.IsAsked, TestDashboard.Patience));
        dashboard.Channel.Publish(7, TestDashboard.Document(7), changes: null);

        using var response = await asking;
        Assert.Equal(TestDashboard.Document(7), await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/nothing", "GET", HttpStatusCode.NotFound)]
    [InlineData("/data/", "GET", HttpStatusCode.NotFound)]
    [InlineData("/%2e%2e/etc/passwd", "GET", HttpStatusCode.NotFound)]
    [InlineData("/data", "POST", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/", "DELETE", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/events", "OPTIONS", HttpStatusCode.MethodNotAllowed)]
    [InlineData("/", "HEAD", HttpStatusCode.MethodNotAllowed)]
    public async Task Anything_else_is_refused(string path, string method, HttpStatusCode expected)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.SendAsync(path, new HttpMethod(method));

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal(expected == HttpStatusCode.MethodNotAllowed ? "GET" : null, response.Content.Headers.Allow.SingleOrDefault());
    }

    [Theory]
    [InlineData("localhost:{0}", true)]
    [InlineData("LOCALHOST:{0}", true)]
    [InlineData("127.0.0.1:{0}", true)]
    [InlineData("[::1]:{0}", true)]
    [InlineData("evil.example:{0}", false)]
    [InlineData("localhost.evil.example:{0}", false)]
    [InlineData("127.0.0.1.evil.example:{0}", false)]
    [InlineData("localhost", false)]
    [InlineData("localhost:1", false)]
    [InlineData("127.0.0.2:{0}", false)]
    [InlineData("0.0.0.0:{0}", false)]
    public async Task Only_names_of_this_machine_are_answered(string host, bool isAnswered)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        foreach (var path in new[] { "/", "/data", "/events" })
        {
            using var response = await dashboard.SendAsync(
                path, HttpMethod.Get, ("Host", string.Format(System.Globalization.CultureInfo.InvariantCulture, host, dashboard.Port)));
            Assert.Equal(isAnswered ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
        }
    }

    [Theory]
    [InlineData("/data", "Origin", "http://evil.example", false)]
    [InlineData("/data", "Origin", "null", false)]
    [InlineData("/data", "Origin", "http://localhost:1", false)]
    [InlineData("/data", "Origin", "https://localhost:{0}", false)]
    [InlineData("/data", "Origin", "http://localhost:{0}", true)]
    [InlineData("/data", "Sec-Fetch-Site", "same-origin", true)]
    [InlineData("/data", "Sec-Fetch-Site", "none", true)]
    [InlineData("/data", "Sec-Fetch-Site", "same-site", false)]
    [InlineData("/events", "Sec-Fetch-Site", "cross-site", false)]
    [InlineData("/", "Sec-Fetch-Site", "cross-site", false)]
    public async Task Other_sites_get_nothing(string path, string name, string value, bool isAnswered)
    {
        await using var dashboard = await TestDashboard.StartAsync();

        using var response = await dashboard.SendAsync(
            path, HttpMethod.Get, (name, string.Format(System.Globalization.CultureInfo.InvariantCulture, value, dashboard.Port)));

        Assert.Equal(isAnswered ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task A_link_to_the_page_may_be_followed_from_anywhere()
    {
        await using var dashboard = await TestDashboard.StartAsync();
        (string, string)[] link = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")];

        using var page = await dashboard.SendAsync("/", HttpMethod.Get, link);
        using var data = await dashboard.SendAsync("/data", HttpMethod.Get, link);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, data.StatusCode);
    }

    [Fact]
    public async Task Both_loopback_addresses_answer_and_no_other()
    {
        await using var dashboard = await TestDashboard.StartAsync();

        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback }.Where(a => a.AddressFamily == AddressFamily.InterNetwork || Socket.OSSupportsIPv6))
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(address, dashboard.Port);
        }

        var listening = System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
            .Where(l => l.Port == dashboard.Port);
        Assert.All(listening, l => Assert.True(IPAddress.IsLoopback(l.Address), $"{l}"));
    }

    [Fact]
    public async Task Half_a_request_loses_its_connection_and_bad_ones_harm_nobody()
    {
        await using var dashboard = await TestDashboard.StartAsync(new DashboardOptions { HeadersWithin = TimeSpan.FromMilliseconds(100) });
        string[] requests = ["GET /da", "\0\0\0\0\r\n\r\n", "GET /data HTTP/9\r\n\r\n", $"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", $"GET /{new string('x', 9000)} HTTP/1.1\r\n\r\n"];
        foreach (var request in requests)
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, dashboard.Port);
            await socket.SendAsync(Encoding.ASCII.GetBytes(request), SocketFlags.None);
            var answer = await ReadToEndAsync(socket);
            Assert.DoesNotContain("200 OK", answer, StringComparison.Ordinal);
        }

        using var response = await dashboard.SendAsync("/data");
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(dashboard.Log.All);
    }

    [Fact]
    public async Task Connections_beyond_the_bound_are_closed()
    {
        await using var dashboard = await TestDashboard.StartAsync(new DashboardOptions { MaxConnections = 2 });
        using var first = await dashboard.WatchAsync();
        using var second = await dashboard.WatchAsync();

        using var third = await dashboard.WatchWithoutReadingAsync();

        Assert.Empty(await ReadToEndAsync(third));
        dashboard.Publish(2);
        await first.ExpectVersionAsync(2);
    }

    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer).WaitAsync(TestDashboard.Patience) is var read and > 0)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (SocketException)
        {
            // Closed with a reset: what came before counts.
        }

        return answer.ToString();
    }

    private static string Header(HttpResponseMessage response, string name) => Assert.Single(response.Headers.GetValues(name));
}
