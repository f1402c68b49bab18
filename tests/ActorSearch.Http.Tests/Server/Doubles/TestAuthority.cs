using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorSearch.Http.Tests.Server.Doubles;

/// <summary>An authority of the test's own, and a folder for the certificates that it makes.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorsearch-tls-");
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private int _serial;

    public TestAuthority()
    {
        var request = new CertificateRequest("CN=the authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        Root = request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10));
    }

    public X509Certificate2 Root { get; }

    public string CertificateFile => Path.Combine(_folder.FullName, "server.pem");

    public string KeyFile => Path.Combine(_folder.FullName, "server.key");

    /// <summary>Writes a certificate and its key over those of before, and returns its serial number.</summary>
    public string Issue(string? name = null, int fromDays = -1, int toDays = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=a coordinator", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        if (name is null)
        {
            names.AddIpAddress(IPAddress.Loopback);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(Root, Now.AddDays(fromDays), Now.AddDays(toDays), [1, (byte)++_serial]);
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem() + "\n" + Root.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        return certificate.SerialNumber;
    }

    /// <summary>Connects as a worker does: this authority alone is trusted, and name and dates are checked.</summary>
    public SocketsHttpHandler TrustingHandler(Action<string>? sawSerial = null) => new()
    {
        SslOptions =
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { Root },
            },
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            {
                sawSerial?.Invoke(((X509Certificate2)certificate!).SerialNumber);
                return errors == System.Net.Security.SslPolicyErrors.None;
            },
        },
    };

    public void Dispose()
    {
        Root.Dispose();
        _key.Dispose();
        _folder.Delete(recursive: true);
    }
}
