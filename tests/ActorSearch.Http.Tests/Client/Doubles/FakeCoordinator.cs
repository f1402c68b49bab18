using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ActorSearch.Core.Protocol.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Tests.Client.Doubles;

/// <summary>A web server that does with each request what a test says.</summary>
internal sealed class FakeCoordinator : IAsyncDisposable
{
    private readonly ConcurrentQueue<WireMessage> _heard = new();
    private readonly Arrivals _arrivals = new();
    private readonly Arrivals _ends = new();
    private WebApplication? _server;
    private int _underWay;

    /// <summary>What it does with a message that was posted.</summary>
    public Func<HttpContext, WireMessage, Task> OnMessage { get; set; } = (context, message) => AnswerAsync(context, Acknowledge(message));

    /// <summary>What it does with a question for what stands at a path.</summary>
    public Func<HttpContext, Task> OnGet { get; set; } = context => RefuseAsync(context, 404, "no such thing");

    /// <summary>What it shows over TLS; null to speak plain HTTP.</summary>
    public X509Certificate2? Certificate { get; set; }

    public int Port { get; private set; }

    public Uri Url => new($"{(Certificate is null ? "http" : "https")}://127.0.0.1:{Port}");

    /// <summary>All messages, in the order in which they came, the same one as often as it came.</summary>
    public ImmutableArray<WireMessage> Heard => [.. _heard];

    public static async Task<FakeCoordinator> StartAsync(X509Certificate2? certificate = null)
    {
        var fake = new FakeCoordinator { Certificate = certificate };
        await fake.StartAgainAsync();
        return fake;
    }

    /// <summary>Listens, at the same port as before.</summary>
    public async Task StartAgainAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (Certificate is not null)
            {
                listen.UseHttps(https => https.ServerCertificateSelector = (_, _) => Certificate);
            }
        }));
        _server = builder.Build();
        _server.Run(HandleAsync);
        await _server.StartAsync();
        var address = _server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Port = new Uri(address).Port;
    }

    /// <summary>Stops listening, and breaks all connections.</summary>
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.StopAsync(new CancellationToken(canceled: true));
            await _server.DisposeAsync();
            _server = null;
        }
    }

    /// <summary>Waits until as many messages of a sort have come.</summary>
    public Task HasHeardAsync<T>(int count = 1)
        where T : WireMessage => _arrivals.UntilAsync(() => _heard.OfType<T>().Count() >= count);

    /// <summary>Waits until every request that came has been answered or given up.</summary>
    public Task IsIdleAsync() => _ends.UntilAsync(() => Volatile.Read(ref _underWay) == 0);

    public static Task AnswerAsync(HttpContext context, WireMessage message, int status = 200)
    {
        context.Response.StatusCode = status;
        return SendAsync(context, WireCodec.ManifestOf(message), WireCodec.Encode(message));
    }

    public static Task RefuseAsync(HttpContext context, int status, string line) =>
        AnswerAsync(context, new WireMessage.Refused([line]), status);

    public static async Task SendAsync(HttpContext context, string manifest, byte[] body)
    {
        context.Response.Headers["ActorSearch-Manifest"] = manifest;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(body);
    }

    public static async Task SendEventsAsync(HttpContext context, string lines)
    {
        context.Response.ContentType = "application/x-ndjson";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(lines));
        await context.Response.Body.FlushAsync();
    }

    /// <summary>Waits until the client has given the request up.</summary>
    public static async Task HoldAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
        }
    }

    /// <summary>What a coordinator without objections says.</summary>
    public static WireMessage Acknowledge(WireMessage message) => message switch
    {
        WireMessage.Renew m => new WireMessage.Acknowledged(m.Study, m.Trial, m.Attempt, default, EndsAttempt: false),
        WireMessage.ReportEpoch m => new WireMessage.Acknowledged(m.Study, m.Trial, m.Attempt, default, EndsAttempt: false),
        WireMessage.Finish m => new WireMessage.Acknowledged(m.Study, m.Trial, m.Attempt, default, EndsAttempt: true),
        WireMessage.Fail m => new WireMessage.Acknowledged(m.Study, m.Trial, m.Attempt, default, EndsAttempt: true),
        WireMessage.HandBack m => new WireMessage.Acknowledged(m.Study, m.Trial, m.Attempt, default, EndsAttempt: true),
        WireMessage.RunOutOfMemory m => new WireMessage.Acknowledged(m.Study, m.Trial, m.Attempt, default, EndsAttempt: true),
        WireMessage.NodeReport => new WireMessage.Noted(),
        _ => new WireMessage.NothingNow(),
    };

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await OnGet(context);
            return;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var message = WireCodec.Decode(context.Request.Path.Value!["/v1/".Length..], body.GetBuffer().AsSpan(0, (int)body.Length));
        Interlocked.Increment(ref _underWay);
        _heard.Enqueue(message);
        _arrivals.Add();
        try
        {
            await OnMessage(context, message);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
            _ends.Add();
        }
    }
}
