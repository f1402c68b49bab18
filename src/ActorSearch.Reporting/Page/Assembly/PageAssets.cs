using System.Collections.Immutable;

namespace ActorSearch.Reporting.Page.Assembly;

/// <summary>The files that a page is put together from: <c>page.html</c>, style sheets, and modules from <c>main.js</c> on.</summary>
/// <param name="Files">Text by path below Page/Assets, with forward slashes.</param>
internal sealed record PageAssets(ImmutableSortedDictionary<string, string> Files)
{
    private const string Prefix = "page/assets/";

    private static readonly Lazy<PageAssets> OfAssembly = new(() => new PageAssets(
        typeof(PageAssets).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(name => name[Prefix.Length..], name => Resource(name)!, StringComparer.Ordinal)));

    /// <summary>Those of this program.</summary>
    public static PageAssets Embedded => OfAssembly.Value;

    /// <summary>The skeleton.</summary>
    public string Skeleton => Files["page.html"];

    /// <summary>All style sheets, in the order of their names.</summary>
    public string Style => string.Join('\n', Files.Where(f => f.Key.EndsWith(".css", StringComparison.Ordinal)).Select(f => f.Value));

    /// <summary>The modules.</summary>
    public ImmutableSortedDictionary<string, string> Modules =>
        Files.Where(f => f.Key.EndsWith(".js", StringComparison.Ordinal)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Text that is embedded in this program, or null; the ends of its lines are LF, whatever a checkout made of them.</summary>
    public static string? Resource(string name)
    {
        using var stream = typeof(PageAssets).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal);
    }
}
