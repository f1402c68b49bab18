using System.Net.Security;
using System.Runtime.Versioning;

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
}
