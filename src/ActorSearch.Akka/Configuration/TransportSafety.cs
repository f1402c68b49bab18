using System.Net;
using Akka.Configuration;
using Akka.Remote.Transport.DotNetty;

namespace ActorSearch.Akka.Configuration;

/// <summary>
/// A node that other machines can reach talks to nobody who has no certificate that this machine trusts: whoever gets in
/// can give it orders.
/// </summary>
internal static class TransportSafety
{
    private const string Tcp = "akka.remote.dot-netty.tcp";
    private const string Consent = "actorsearch.cluster.allow-plain-text";

    /// <summary>Whether the Akka that is loaded can ask a peer for its certificate (1.5.52 and later): older ones pass over the key without a word.</summary>
    private static readonly bool HasMutualAuthentication = typeof(DotNettySslSetup).GetConstructors()
        .SelectMany(c => c.GetParameters())
        .Any(p => string.Equals(p.Name, "requireMutualAuthentication", StringComparison.OrdinalIgnoreCase));

    /// <summary>Checks that a node is safe where it listens.</summary>
    /// <param name="config">All its settings.</param>
    /// <param name="host">Where it listens.</param>
    /// <exception cref="ClusterStartException">It is not.</exception>
    public static void Check(Config config, string? host)
    {
        if (IsOwn(host) || config.GetBoolean(Consent, false) || FindGap(config) is not { } gap)
        {
            return;
        }

        throw new ClusterStartException(
            $"cluster: {(string.IsNullOrEmpty(host) ? "a node on all addresses" : host)} can be reached from other machines and {gap}; "
            + $"set TLS up (cluster-config/tls.hocon), use 127.0.0.1, or set {Consent} = on where nobody else can reach this network");
    }

    private static bool IsOwn(string? host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string? FindGap(Config config)
    {
        if (!config.GetBoolean($"{Tcp}.enable-ssl", false))
        {
            return "lacks TLS (enable-ssl)";
        }

        if (config.GetBoolean($"{Tcp}.ssl.suppress-validation", false))
        {
            return "would take any certificate (suppress-validation)";
        }

        if (!config.GetBoolean($"{Tcp}.ssl.require-mutual-authentication", false))
        {
            return "would let in whoever has no certificate (require-mutual-authentication)";
        }

        return HasMutualAuthentication
            ? null
            : $"Akka.NET {typeof(DotNettySslSetup).Assembly.GetName().Version?.ToString(3)} cannot ask a peer for its certificate, which releases from 1.5.52 on can";
    }
}
