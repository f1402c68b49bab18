using System.Net.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Http.Server;

/// <summary>
/// The web server and nothing else: no settings from files or the environment, no signals, no output, and bounds on
/// what a peer may cost.
/// </summary>
internal static class WebHost
{
    private const int MaxHeadersBytes = 16 * 1024;
    private const int MaxHeaderCount = 64;
    private const int MaxRequestLineBytes = 8 * 1024;

    /// <summary>Longer than the longest wait of a claim, so that workers keep their connections.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(130);

    /// <summary>Makes a coordinator's server; it does not listen yet.</summary>
    public static WebApplication Make(
        ServerOptions options, CertificateFiles? certificates, ILoggerFactory logging, RequestDelegate handle) =>
        Make(
            new HostLimits(options.MaxConnections, options.HeadersWithin, options.StopWithin),
            logging,
            kestrel => Listen(kestrel, options, certificates),
            _ => { },
            handle);

    /// <summary>Makes a server; it does not listen yet.</summary>
    /// <param name="bounds">Its bounds.</param>
    /// <param name="logging">The log.</param>
    /// <param name="listen">Says where it listens.</param>
    /// <param name="sockets">Says how it comes by its sockets.</param>
    /// <param name="handle">Answers requests.</param>
    public static WebApplication Make(
        HostLimits bounds,
        ILoggerFactory logging,
        Action<KestrelServerOptions> listen,
        Action<SocketTransportOptions> sockets,
        RequestDelegate handle)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.AddProvider(new ForwardingLogs(logging)).SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = bounds.StopWithin);
        builder.Services.Configure(sockets);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            Bound(kestrel, bounds);
            listen(kestrel);
        });
        var app = builder.Build();
        app.Run(handle);
        return app;
    }

    private static void Bound(KestrelServerOptions kestrel, HostLimits bounds)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = bounds.MaxConnections;
        limits.MaxConcurrentUpgradedConnections = 0;
        limits.MaxRequestHeadersTotalSize = MaxHeadersBytes;
        limits.MaxRequestHeaderCount = MaxHeaderCount;
        limits.MaxRequestLineSize = MaxRequestLineBytes;
        limits.RequestHeadersTimeout = bounds.HeadersWithin;
        limits.KeepAliveTimeout = KeepAlive;

        // Each message has a bound of its own, which the handler keeps.
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    private static void Listen(KestrelServerOptions kestrel, ServerOptions options, CertificateFiles? certificates) =>
        kestrel.Listen(ServerOptions.AddressOf(options.Listen)!, options.Listen.Port, listen =>
        {
            if (certificates is null)
            {
                listen.Protocols = HttpProtocols.Http1;
                return;
            }

            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new TlsHandshakeCallbackOptions
            {
                HandshakeTimeout = options.HeadersWithin,
                OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = certificates.Current(),
                }),
            });
        });

    /// <summary>The process has its own way of ending.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Writes to the log of the process, which outlives the server.</summary>
    private sealed class ForwardingLogs(ILoggerFactory to) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => to.CreateLogger(categoryName);

        public void Dispose()
        {
        }
    }
}
