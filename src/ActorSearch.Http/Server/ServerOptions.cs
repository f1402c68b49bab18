using System.Net;

namespace ActorSearch.Http.Server;

/// <summary>Where and how a coordinator listens.</summary>
/// <param name="Listen">An address such as <c>http://127.0.0.1:7070</c>: scheme, IP address or <c>localhost</c>, and port, of which 0 picks a free one.</param>
/// <param name="StoreName">The store, as people call it.</param>
/// <param name="Version">Version of the program.</param>
public sealed record ServerOptions(Uri Listen, string StoreName, string Version)
{
    /// <summary>What every request but that for the health must bring; null asks for nothing.</summary>
    public string? Token { get; init; }

    /// <summary>The server's certificate as PEM, followed by those of intermediate authorities, if any; null without TLS.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The certificate's private key as PEM.</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>How long requests under way have once the server is to end.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a peer may take over the head of a request.</summary>
    public TimeSpan HeadersWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections at a time: 500 workers with three each, and room for those that are being replaced.</summary>
    public int MaxConnections { get; init; } = 4096;

    /// <summary>Most lines about refusals in the log a second.</summary>
    public int MaxRefusalsLoggedPerSecond { get; init; } = 5;

    /// <summary>What is wrong with the options, for people; null where nothing is.</summary>
    public static string? Check(ServerOptions options)
    {
        var (listen, _, _) = options;
        var usesTls = listen is { IsAbsoluteUri: true, Scheme: "https" };
        if (!usesTls && listen is not { IsAbsoluteUri: true, Scheme: "http" })
        {
            return $"listen: '{listen}' is no address to listen on; write one such as http://127.0.0.1:7070";
        }

        if (AddressOf(listen) is not { } address)
        {
            return $"listen: '{listen.Host}' is neither an IP address nor localhost; name the address of a network interface, or 0.0.0.0 for all";
        }

        if (listen.PathAndQuery != "/" || listen.Fragment.Length > 0 || listen.UserInfo.Length > 0)
        {
            return $"listen: '{listen}' has more than scheme, address and port; write {listen.Scheme}://{listen.Authority}";
        }

        return CheckTls(options, usesTls)
            ?? CheckToken(options.Token)
            ?? (IPAddress.IsLoopback(address) ? null : CheckExposed(options, usesTls));
    }

    /// <summary>The IP address to listen on; null where the address names none.</summary>
    internal static IPAddress? AddressOf(Uri listen) =>
        listen.Host == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(listen.DnsSafeHost, out var address) ? address
        : null;

    private static string? CheckTls(ServerOptions options, bool usesTls) => (usesTls, options.CertificateFile, options.CertificateKeyFile) switch
    {
        (true, null, _) => $"certificate_file: {options.Listen} needs a certificate, as PEM",
        (true, _, null) => "certificate_key_file: the certificate needs its private key, as PEM",
        (false, not null, _) or (false, _, not null) =>
            $"listen: {options.Listen} would not use the certificate; write https://{options.Listen.Authority}, or leave the certificate out",
        _ => null,
    };

    private static string? CheckToken(string? token) => token switch
    {
        null => null,
        "" => "token_file: the token is empty",
        _ when token.Any(c => c is <= ' ' or > '~') => "token_file: a token is one line of visible ASCII characters without spaces",
        _ => null,
    };

    private static string? CheckExposed(ServerOptions options, bool usesTls)
    {
        var missing = (options.Token, usesTls) switch
        {
            (null, false) => "a token and TLS (token_file, certificate_file, certificate_key_file, and https)",
            (null, true) => "a token (token_file)",
            (_, false) => "TLS (certificate_file, certificate_key_file, and https)",
            _ => null,
        };
        return missing is null
            ? null
            : $"listen: {options.Listen} can be reached from other machines and lacks {missing}; add that, or listen on http://127.0.0.1:7070";
    }
}
