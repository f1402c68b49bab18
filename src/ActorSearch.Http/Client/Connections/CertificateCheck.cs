using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace ActorSearch.Http.Client.Connections;

/// <summary>
/// Checks a coordinator's certificate: its issuer, its host name and its dates, as the framework does, and keeps what
/// was wrong in words, which the framework's exception lacks.
/// </summary>
/// <param name="host">The host name that was asked for.</param>
/// <param name="roots">The only roots that are trusted; null for those of the system.</param>
internal sealed class CertificateCheck(string host, X509Certificate2Collection? roots)
{
    private volatile string? _fault;

    /// <summary>What was wrong with the last certificate; null where nothing was.</summary>
    public string? Fault => _fault;

    /// <summary>What a TLS connection is made with.</summary>
    public SslClientAuthenticationOptions Options => new()
    {
        CertificateChainPolicy = Policy(),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) => Check(certificate, chain, errors),
    };

    private X509ChainPolicy? Policy()
    {
        if (roots is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }

    private bool Check(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _fault = errors == SslPolicyErrors.None ? null : Describe(certificate as X509Certificate2, chain, errors);
        return errors == SslPolicyErrors.None;
    }

    private string Describe(X509Certificate2? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is null)
        {
            return "it showed no certificate";
        }

        var statuses = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, s) => all | s.Status) ?? X509ChainStatusFlags.NoError;
        var faults = new List<string>();
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            faults.Add($"its certificate is for another host than {host}");
        }

        if (statuses.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            faults.Add(certificate.NotAfter < DateTime.Now
                ? FormattableString.Invariant($"its certificate has expired ({certificate.NotAfter.ToUniversalTime():yyyy-MM-dd HH:mm} UTC)")
                : "its certificate, or one that signed it, is not valid at this date");
        }

        if ((statuses & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid)) != 0)
        {
            faults.Add(roots is null
                ? "its certificate is signed by nobody whom this machine trusts; give the authority's certificate as the CA file"
                : "its certificate is not signed by the authority in the CA file");
        }

        return faults.Count > 0
            ? string.Join("; ", faults)
            : $"its certificate cannot be trusted ({string.Join(", ", chain?.ChainStatus.Select(s => s.Status) ?? [])})";
    }
}
