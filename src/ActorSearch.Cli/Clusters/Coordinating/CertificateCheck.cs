using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ActorSearch.Cli.Inputs;

namespace ActorSearch.Cli.Clusters.Coordinating;

/// <summary>Looks at a certificate before anything is begun with it, so that the message says what is wrong with which file.</summary>
internal static class CertificateCheck
{
    private const int MaxBytes = 1_000_000;

    /// <summary>Checks a certificate and its key.</summary>
    /// <exception cref="InputException">They cannot be used at present.</exception>
    public static void Check(string certificateFile, string keyFile, DateTimeOffset now)
    {
        var certificateText = SmallFile.ReadText(certificateFile, MaxBytes, "a certificate (PEM)");
        var keyText = SmallFile.ReadText(keyFile, MaxBytes, "a private key (PEM)");
        using var certificate = Parse(certificateFile, certificateText);
        var (from, until) = (new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter));
        if (now > until)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{certificateFile}: the certificate expired on {until.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z; renew it ('actorsearch keys' makes new ones)"));
        }

        if (now < from)
        {
            throw new InputException(string.Create(
                CultureInfo.InvariantCulture,
                $"{certificateFile}: the certificate holds from {from.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z only; is this machine's clock right?"));
        }

        try
        {
            using var pair = X509Certificate2.CreateFromPem(certificateText, keyText);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new InputException(
                $"{keyFile}: is not the private key of {certificateFile}; expected the key that the certificate was made with, as PEM without a password");
        }
    }

    private static X509Certificate2 Parse(string file, string text)
    {
        try
        {
            return X509Certificate2.CreateFromPem(text);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new InputException($"{file}: holds no certificate; expected one as PEM, which begins with -----BEGIN CERTIFICATE-----");
        }
    }
}
