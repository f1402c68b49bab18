using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorSearch.Http.Client;

/// <summary>Where a coordinator is, and what it takes to be let in and to be sure of it.</summary>
/// <param name="Url">Such as <c>http://127.0.0.1:7070</c>.</param>
/// <param name="Token">The token; null where none is asked for.</param>
/// <param name="CaFile">PEM file of the only roots that are trusted; null for those of the system.</param>
public sealed record CoordinatorAddress(Uri Url, BearerToken? Token = null, string? CaFile = null)
{
    /// <summary>Of a file of certificates; a whole system's are some hundred thousand characters.</summary>
    private const int MaxRootsLength = 10_000_000;

    /// <summary>What is wrong with an address and what would be right, for people; null where nothing is.</summary>
    public static string? FindFault(string url, BearerToken? token, string? caFile)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed) || parsed.Scheme is not ("http" or "https") || parsed.Host.Length == 0)
        {
            return $"'{url}' is no coordinator's address: expected such as http://127.0.0.1:7070 or https://HOST:7070";
        }

        if (parsed.PathAndQuery != "/" || parsed.Fragment.Length > 0 || parsed.UserInfo.Length > 0)
        {
            return $"'{url}' is no coordinator's address: expected nothing but the host and the port";
        }

        if (token is not null && parsed.Scheme == "http" && !parsed.IsLoopback)
        {
            return $"'{url}': the token would cross the network in clear text: use https, or http to this machine only";
        }

        return caFile is null ? null : FindFaultOfRoots(caFile);
    }

    /// <summary>What is wrong with this address; null where nothing is.</summary>
    public string? FindFault() => FindFault(Url.OriginalString, Token, CaFile);

    /// <summary>The roots that are trusted; null for those of the system.</summary>
    /// <exception cref="CryptographicException">The file holds no certificate.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    internal X509Certificate2Collection? ReadRoots()
    {
        if (CaFile is null)
        {
            return null;
        }

        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(BoundedText.ReadFile(CaFile, MaxRootsLength));
        return roots.Count > 0 ? roots : throw new CryptographicException("it holds no certificate in PEM form");
    }

    private static string? FindFaultOfRoots(string caFile)
    {
        try
        {
            _ = new CoordinatorAddress(new Uri("https://localhost"), CaFile: caFile).ReadRoots();
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return $"{caFile}: the certificates to trust cannot be read: {exception.Message}";
        }
    }
}
