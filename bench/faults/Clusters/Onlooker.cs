using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;

[assembly: SupportedOSPlatform("linux")]

namespace ActorSearch.Faults.Clusters;

/// <summary>Clients that look at coordinators whatever their certificate is worth: what they hear is only compared.</summary>
internal static class Onlooker
{
#pragma warning disable CA5359 // An expired certificate is one of the things to look at.
    /// <summary>Takes any certificate.</summary>
    public static RemoteCertificateValidationCallback TakesAny { get; } = (_, _, _, _) => true;
#pragma warning restore CA5359

    /// <summary>A client that makes a connection a request, so that none is left from a coordinator that was killed.</summary>
    public static HttpClient MakeClient() => new(new SocketsHttpHandler
    {
        PooledConnectionLifetime = TimeSpan.Zero,
        SslOptions = { RemoteCertificateValidationCallback = TakesAny },
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    /// <summary>When the certificate ends that a coordinator shows.</summary>
    public static async Task<DateTimeOffset> CertificateEndAsync(Uri coordinator)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(coordinator.Host, coordinator.Port);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, TakesAny);
        await tls.AuthenticateAsClientAsync(coordinator.Host);
        using var certificate = X509CertificateLoader.LoadCertificate(tls.RemoteCertificate!.GetRawCertData());
        return certificate.NotAfter;
    }
}
