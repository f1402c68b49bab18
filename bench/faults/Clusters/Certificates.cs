using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorSearch.Faults.Clusters;

/// <summary>An authority of a cluster's own, and the certificates that it gives.</summary>
internal sealed class Certificates : IDisposable
{
    private readonly string _folder;
    private readonly X509Certificate2 _authority;

    /// <summary>Makes an authority, and writes its certificate and a token into a folder.</summary>
    public Certificates(string folder)
    {
        _folder = folder;
        Directory.CreateDirectory(folder);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=faults authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        _authority = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-2), DateTimeOffset.UtcNow.AddYears(2));
        File.WriteAllText(CaFile, _authority.ExportCertificatePem());
        Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        WriteSecret(TokenFile, Token);
    }

    public string CaFile => Path.Combine(_folder, "ca.pem");

    public string CertificateFile => Path.Combine(_folder, "coordinator.pem");

    public string KeyFile => Path.Combine(_folder, "coordinator.key");

    public string TokenFile => Path.Combine(_folder, "token");

    /// <summary>The shared secret.</summary>
    public string Token { get; }

    /// <summary>Writes a certificate for an address, good for a day or since yesterday good no more.</summary>
    public void Issue(IPAddress address, bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=coordinator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.Create(
            _authority, now.AddDays(-30), expired ? now.AddDays(-1) : now.AddDays(1), RandomNumberGenerator.GetBytes(16));
        WriteSecret(KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(CertificateFile + ".new", certificate.ExportCertificatePem());
        File.Move(CertificateFile + ".new", CertificateFile, overwrite: true);
    }

    /// <summary>A plan of a cluster behind these.</summary>
    public ClusterPlan Secure(ClusterPlan plan, string url) => plan with
    {
        Url = url,
        Token = Token,
        TokenFile = TokenFile,
        CertificateFile = CertificateFile,
        CertificateKeyFile = KeyFile,
        CaFile = CaFile,
    };

    public void Dispose() => _authority.Dispose();

    private static void WriteSecret(string path, string text)
    {
        File.Delete(path);
        File.WriteAllText(path, text + "\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
