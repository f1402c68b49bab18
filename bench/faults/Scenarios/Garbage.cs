using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>Bytes that mean nothing, before and behind TLS, and messages that are none.</summary>
internal static class Garbage
{
    private const int Connections = 20;

    /// <summary>Sends all of them to a coordinator.</summary>
    public static async Task SendAsync(ClusterPlan plan, Random random, Tally tally)
    {
        var address = new Uri(plan.Url);
        for (var i = 0; i < Connections; i++)
        {
            var bytes = new byte[random.Next(1, 4096)];
            random.NextBytes(bytes);
            await RawAsync(address, bytes, behindTls: i % 2 == 0);
            tally.Add("connections with garbage");
        }

        using var http = Onlooker.MakeClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", plan.Token);
        (string Path, string Body, HttpStatusCode Expected)[] messages =
        [
            ("/v1/claim", "{", HttpStatusCode.BadRequest),
            ("/v1/claim", "null", HttpStatusCode.BadRequest),
            ("/v1/claim", """{"worker":"x/0~1","capacity":-1}""", HttpStatusCode.BadRequest),
            ("/v1/finish", "[]", HttpStatusCode.BadRequest),
            ("/v1/conquer", "{}", HttpStatusCode.NotFound),
            ("/v1/renew", new string('x', 1 << 20), HttpStatusCode.RequestEntityTooLarge),
        ];
        foreach (var (path, body, expected) in messages)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(plan.Url + path, content);
            Breach.Require(answer.StatusCode == expected, $"{path} with `{body[..Math.Min(body.Length, 40)]}` was answered {(int)answer.StatusCode}, not {(int)expected}");
            tally.Add("messages refused that are none");
        }
    }

    private static async Task RawAsync(Uri address, byte[] bytes, bool behindTls)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        try
        {
            Stream stream = client.GetStream();
            if (behindTls)
            {
                var tls = new SslStream(stream, leaveInnerStreamOpen: false, Onlooker.TakesAny);
                await tls.AuthenticateAsClientAsync(address.Host);
                stream = tls;
            }

            await using (stream)
            {
                await stream.WriteAsync(bytes);
                await stream.FlushAsync();
                client.Client.Shutdown(SocketShutdown.Send);
                await stream.ReadAsync(new byte[4096]).AsTask().WaitAsync(TimeSpan.FromSeconds(30));
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // Hung up on, as it should be.
        }
    }
}
