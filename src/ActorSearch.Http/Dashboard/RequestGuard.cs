using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ActorSearch.Http.Dashboard;

/// <summary>
/// Keeps the pages of other sites away from what this machine serves to itself. A site may give its own name this
/// machine's address (DNS rebinding), so the name that the browser asked for has to be one of this machine's; and what a
/// site's page asks for by itself, browsers mark.
/// </summary>
internal sealed class RequestGuard
{
    private const int DefaultPort = 80;

    private static readonly string[] Names = ["localhost", "127.0.0.1", "[::1]"];

    private readonly HashSet<string> _hosts;
    private readonly HashSet<string> _origins;

    /// <param name="port">The port that is served.</param>
    public RequestGuard(int port)
    {
        var hosts = Names.Select(n => string.Create(CultureInfo.InvariantCulture, $"{n}:{port}"));
        _hosts = new HashSet<string>(port == DefaultPort ? hosts.Concat(Names) : hosts, StringComparer.OrdinalIgnoreCase);
        _origins = new HashSet<string>(_hosts.Select(h => $"http://{h}"), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Why a request is refused; null for one that may go on.</summary>
    /// <param name="headers">Its headers.</param>
    /// <param name="isPage">Whether it is for the page, which holds nothing of the study and may be linked to.</param>
    public string? Refuse(IHeaderDictionary headers, bool isPage)
    {
        if (headers.Host is not [{ } host] || !_hosts.Contains(host))
        {
            return $"this page is to be asked for as {string.Join(" or ", _origins.Order(StringComparer.Ordinal))}";
        }

        if (headers.Origin is { Count: > 0 } origin && !(origin is [{ } one] && _origins.Contains(one)))
        {
            return "other sites may not read this";
        }

        return headers["Sec-Fetch-Site"] switch
        {
            [] or ["same-origin"] or ["none"] => null,
            _ when isPage && IsNavigation(headers) => null,
            _ => "other sites may not read this",
        };
    }

    /// <summary>A link that somebody follows, as against a frame or a script.</summary>
    private static bool IsNavigation(IHeaderDictionary headers) =>
        headers["Sec-Fetch-Mode"] is ["navigate"] && headers["Sec-Fetch-Dest"] is ["document"];
}
