using System.Text.Json;

namespace ActorSearch.Reporting.Page.Assembly;

/// <summary>The library that draws the page's charts, pinned in Page/Charts/package.json.</summary>
/// <param name="Script">Its text; null where the build could not bring it.</param>
/// <param name="Licences">Its licences and notices, which go wherever the script goes; empty without it.</param>
/// <param name="Address">Where a page without the script loads it from.</param>
/// <param name="Integrity">The script's hash, as HTML's <c>integrity</c> has it.</param>
internal sealed record ChartsLibrary(string? Script, string Licences, string Address, string Integrity)
{
    private static readonly Lazy<ChartsLibrary> OfBuild = new(() =>
    {
        using var pins = JsonDocument.Parse(PageAssets.Resource("page/package.json")!);
        var charts = pins.RootElement.GetProperty("charts");
        return new ChartsLibrary(
            PageAssets.Resource("page/echarts.min.js"),
            PageAssets.Resource("page/licences.txt") ?? string.Empty,
            charts.GetProperty("cdn").GetString()!,
            charts.GetProperty("integrity").GetString()!);
    });

    /// <summary>What this program was built with.</summary>
    public static ChartsLibrary OfThisBuild => OfBuild.Value;

    /// <summary>The same, to be loaded by the page.</summary>
    public ChartsLibrary FromNetwork => this with { Script = null, Licences = string.Empty };
}
