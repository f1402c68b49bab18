using System.Globalization;

namespace ActorSearch.Core.Clusters;

/// <summary>Where a node of a cluster is reached: a host's name or IP address, and a port.</summary>
/// <param name="Host">The host's name, or its IP address; one of version 6 without brackets.</param>
/// <param name="Port">The port, 1 to 65535; 0 where any free one will do, for a node that nobody has to find.</param>
public sealed record NodeAddress(string Host, int Port)
{
    private const int MaxHostLength = 253;

    /// <summary>Reads an address such as <c>head.example.org:7071</c>, <c>10.0.0.5:0</c> or <c>[::1]:7071</c>; null where the text is none.</summary>
    public static NodeAddress? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || ConfigValue.WholeNumber(text[(colon + 1)..], 0, ushort.MaxValue) is not { } port)
        {
            return null;
        }

        var host = text[..colon];
        if (host is ['[', .. var literal, ']'])
        {
            return Uri.CheckHostName(literal) == UriHostNameType.IPv6 ? new NodeAddress(literal, port) : null;
        }

        return host.Length <= MaxHostLength && Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4
            ? new NodeAddress(host, port)
            : null;
    }

    /// <summary>The address as a person writes it.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");
}
