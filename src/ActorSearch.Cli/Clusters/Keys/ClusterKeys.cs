using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorSearch.Cli.Clusters.Keys;

/// <summary>
/// What a cluster of one's own needs to be safe on a network: a token, an authority that only this cluster trusts, and
/// certificates of it: one for the coordinator's HTTP server, one that all nodes of an Akka cluster share. Nobody keeps
/// the authority's own key, so nothing else can ever be signed.
/// </summary>
/// <param name="Token">The token: 256 random bits in base64url.</param>
/// <param name="Authority">The authority's certificate (PEM).</param>
/// <param name="Certificate">The coordinator's certificate (PEM).</param>
/// <param name="CertificateKey">The coordinator's private key (PEM, PKCS #8).</param>
/// <param name="NodeCertificate">
/// The nodes' certificate with its private key (PKCS #12, without a password): for servers and clients, since a node is both.
/// </param>
internal sealed record ClusterKeys(
    string Token, string Authority, string Certificate, string CertificateKey, ImmutableArray<byte> NodeCertificate)
{
    /// <summary>
    /// A name of the nodes' certificate. Akka asks of a peer the name that stands in its own certificate, so one that is
    /// shared needs one name for all, which need not lead anywhere.
    /// </summary>
    public const string NodeName = "actorsearch.cluster.internal";

    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int TokenBytes = 32;
    private const int SerialBytes = 16;

    /// <summary>How long the certificates hold.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(397);

    /// <summary>Clocks differ: what is made now holds from a little before.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromHours(1);

    /// <summary>Makes keys.</summary>
    /// <param name="hosts">Names and IP addresses by which clients call the coordinator.</param>
    /// <param name="now">The time.</param>
    public static ClusterKeys Make(ImmutableArray<string> hosts, DateTimeOffset now)
    {
        var (from, until) = (now - ClockDifference, now + Lifetime);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=ActorSearch cluster authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(authorityRequest.PublicKey, critical: false));
        using var authority = authorityRequest.CreateSelfSigned(from, until);

        using var certificate = Sign(authority, "CN=ActorSearch coordinator", hosts, [ServerAuthentication], from, until);
        using var nodes = Sign(authority, "CN=ActorSearch node", [NodeName, .. hosts], [ServerAuthentication, ClientAuthentication], from, until);
        using var key = certificate.GetECDsaPrivateKey()!;

        var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(TokenBytes)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return new ClusterKeys(
            token + "\n",
            authority.ExportCertificatePem() + "\n",
            certificate.ExportCertificatePem() + "\n",
            key.ExportPkcs8PrivateKeyPem() + "\n",
            [.. nodes.Export(X509ContentType.Pfx)]);
    }

    /// <summary>Whether clients can call a host by this name.</summary>
    public static bool IsHost(string name) =>
        IPAddress.TryParse(name, out _) || (Uri.CheckHostName(name) == UriHostNameType.Dns && !name.Contains('_', StringComparison.Ordinal));

    /// <summary>A certificate with its private key.</summary>
    private static X509Certificate2 Sign(
        X509Certificate2 authority, string subject, ImmutableArray<string> hosts, ImmutableArray<string> uses, DateTimeOffset from, DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. uses.Select(u => new Oid(u))], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(authority, true, false));
        request.CertificateExtensions.Add(NamesOf(hosts));
        using var signed = request.Create(authority, from, until, RandomNumberGenerator.GetBytes(SerialBytes));
        return signed.CopyWithPrivateKey(key);
    }

    private static X509Extension NamesOf(ImmutableArray<string> hosts)
    {
        var names = new SubjectAlternativeNameBuilder();
        foreach (var host in hosts)
        {
            if (IPAddress.TryParse(host, out var address))
            {
                names.AddIpAddress(address);
            }
            else
            {
                names.AddDnsName(host);
            }
        }

        return names.Build();
    }
}
