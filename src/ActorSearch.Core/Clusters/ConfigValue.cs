using System.Globalization;
using System.Net;

namespace ActorSearch.Core.Clusters;

/// <summary>Values of settings, from their text; null where the text is none.</summary>
internal static class ConfigValue
{
    private const int MaxTextLength = 4000;
    private const int MaxNodeNameLength = 60;

    /// <summary>A path that starts at a folder; what looks like a URL starts nowhere.</summary>
    public static string Under(string folder, string path) =>
        path.Contains("://", StringComparison.Ordinal) || !IsText(path) ? path : Path.Combine(folder, path);

    /// <summary>The name of a file or folder.</summary>
    public static string? FileName(string text) => IsText(text) ? text : null;

    /// <summary>The name of a node: what worker names in the ledger begin with.</summary>
    public static string? NodeName(string text) =>
        text.Length is > 0 and <= MaxNodeNameLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-') ? text : null;

    /// <summary>A whole number of a range.</summary>
    public static int? WholeNumber(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max ? value : null;

    /// <summary>A number above 0 and at most 1.</summary>
    public static double? Share(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 1 ? value : null;

    /// <summary><c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    public static string? Device(string text) =>
        text is "auto" or "cpu" or "cuda" || (text.StartsWith("cuda:", StringComparison.Ordinal) && WholeNumber(text[5..], 0, 255) is not null)
            ? text
            : null;

    /// <summary>The address of a server: scheme, host and port, and no more.</summary>
    public static Uri? ServerAddress(string text) =>
        IsText(text)
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "", Host.Length: > 0 }
            ? address
            : null;

    /// <summary>An address of this machine to listen on; the port may be 0, for any that is free.</summary>
    public static Uri? ListenAddress(string text) =>
        ServerAddress(text) is { } address && (address.Host == "localhost" || IPAddress.TryParse(address.Host.Trim('[', ']'), out _))
            ? address
            : null;

    private static bool IsText(string text) => text.Length is > 0 and <= MaxTextLength && !text.Any(char.IsControl);
}
