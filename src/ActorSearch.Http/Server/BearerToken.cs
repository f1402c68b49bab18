using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace ActorSearch.Http.Server;

/// <summary>The token that requests bring. Comparing takes as long for a wrong one as for the right one, whatever it looks like.</summary>
internal sealed class BearerToken(string? token)
{
    private const string Scheme = "Bearer ";

    private readonly byte[]? _expected = token is null ? null : HashOf(token);

    /// <summary>Whether a request with these <c>Authorization</c> headers may go on.</summary>
    public bool Admits(StringValues authorization) =>
        _expected is null
        || (authorization is [{ } header]
            && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(_expected, HashOf(header[Scheme.Length..].Trim())));

    /// <summary>Hashes are of one length, so that a length gives nothing away.</summary>
    private static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
