using ActorSearch.Reporting.Measurements;
using ActorSearch.Reporting.Page.Assembly;
using ActorSearch.Reporting.Page.Document;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Page;

/// <summary>
/// A study as one HTML file that needs nothing beside it: a skeleton, its style, the charts library, the page's own
/// script and the data. Only where the build could not bring the charts library does the page load it, and says so.
/// </summary>
public static class StudyPage
{
    /// <summary>Writes a study's page as UTF-8 without a byte-order mark: the same bytes for the same study, in every culture.</summary>
    /// <param name="measurements">The study.</param>
    /// <param name="output">Where the page goes.</param>
    /// <param name="options">What of it; see <see cref="PageDocument.Of"/>.</param>
    public static void Write(StudyMeasurements measurements, Stream output, ReportOptions? options = null) =>
        Write(PageDocument.Of(measurements, options), measurements.Report.Definition.Name, output, ChartsLibrary.OfThisBuild);

    /// <summary>The page without data, which asks for them where it came from and follows the study.</summary>
    /// <param name="study">The study's name, for the page's title.</param>
    public static ReadOnlyMemory<byte> Shell(string study = "ActorSearch")
    {
        using var page = new MemoryStream();
        new PageAssembler(PageAssets.Embedded, ChartsLibrary.OfThisBuild).Write(page, study, data: null);
        return page.ToArray();
    }

    internal static void Write(PageDocument document, string study, Stream output, ChartsLibrary charts) =>
        new PageAssembler(PageAssets.Embedded, charts).Write(output, study, document.WriteTo);
}
