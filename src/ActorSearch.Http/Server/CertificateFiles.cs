using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorSearch.Http.Server;

/// <summary>
/// The server's certificate. Its files are looked at while connections come in, at most once a second, so that a
/// renewed certificate is used without a restart; where the new files are wrong or half written, the old one stays.
/// </summary>
internal sealed class CertificateFiles
{
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private readonly string _certificateFile;
    private readonly string _keyFile;
    private readonly TimeProvider _time;
    private readonly Action<string> _complain;
    private SslStreamCertificateContext _current;
    private byte[] _seen;
    private DateTimeOffset _lookedAt;

    /// <summary>Reads the files.</summary>
    /// <param name="certificateFile">The certificate and its intermediate authorities, as PEM.</param>
    /// <param name="keyFile">Its private key, as PEM.</param>
    /// <param name="time">The clock.</param>
    /// <param name="complain">Told, once a change, why changed files are not used.</param>
    /// <exception cref="ServerStartException">They cannot be used.</exception>
    public CertificateFiles(string certificateFile, string keyFile, TimeProvider time, Action<string> complain)
    {
        (_certificateFile, _keyFile, _time, _complain) = (certificateFile, keyFile, time, complain);
        try
        {
            var (certificate, key) = ReadFiles();
            (_current, _seen) = (Load(certificate, key), HashOf(certificate, key));
            _lookedAt = time.GetUtcNow();
        }
        catch (Exception exception) when (IsAboutFiles(exception))
        {
            throw new ServerStartException(Problem(exception), exception);
        }
    }

    /// <summary>The certificate to show.</summary>
    public SslStreamCertificateContext Current()
    {
        lock (_turn)
        {
            var now = _time.GetUtcNow();
            if ((now - _lookedAt).Duration() >= LookAgainAfter)
            {
                _lookedAt = now;
                LookAgain();
            }

            return _current;
        }
    }

    private void LookAgain()
    {
        var seen = _seen;
        try
        {
            var (certificate, key) = ReadFiles();
            seen = HashOf(certificate, key);
            if (!seen.AsSpan().SequenceEqual(_seen))
            {
                // Connections that began with the old one may still use it: it is left to the collector.
                _current = Load(certificate, key);
            }
        }
        catch (Exception exception) when (IsAboutFiles(exception))
        {
            seen = seen == _seen ? [] : seen;
            if (!seen.AsSpan().SequenceEqual(_seen))
            {
                _complain($"{Problem(exception)}; the certificate from before is used on");
            }
        }

        _seen = seen;
    }

    private (string Certificate, string Key) ReadFiles() => (File.ReadAllText(_certificateFile), File.ReadAllText(_keyFile));

    private static byte[] HashOf(string certificate, string key) =>
        SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{certificate}\0{key}"));

    private static SslStreamCertificateContext Load(string certificate, string key)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(certificate);
        using var leaf = X509Certificate2.CreateFromPem(certificate, key);

        // Windows takes no key that was never stored; the detour makes one that it takes.
        var usable = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), password: null);
        return SslStreamCertificateContext.Create(usable, [.. all.Skip(1)], offline: true);
    }

    private string Problem(Exception exception) => exception switch
    {
        FileNotFoundException or DirectoryNotFoundException => $"there is no {MissingFile()}",
        UnauthorizedAccessException => $"{_certificateFile} or {_keyFile} may not be read by this user",
        CryptographicException or ArgumentException =>
            $"{_certificateFile} and {_keyFile} are no certificate with its private key, both as PEM ({exception.Message.TrimEnd('.')})",
        _ => $"{_certificateFile} and {_keyFile} cannot be read: {exception.Message.TrimEnd('.')}",
    };

    private string MissingFile() => File.Exists(_certificateFile) ? _keyFile : _certificateFile;

    private static bool IsAboutFiles(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;
}
