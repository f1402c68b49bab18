using System.Text;
using ActorSearch.Reporting.Inspection.Page;

namespace ActorSearch.Reporting.Inspection;

/// <summary>
/// Makes the page of a look inside a network: <c>index.html</c> and the pictures it shows, which lie beside it. It
/// asks for nothing from anywhere and runs no script.
/// </summary>
public static class InspectionPage
{
    /// <summary>The name of the page.</summary>
    public const string IndexName = "index.html";

    /// <summary>The folder of the pictures.</summary>
    public const string PicturesName = "pictures";

    /// <summary>What every page's text contains: a folder that has such a page may be replaced.</summary>
    public const string Mark = "<meta name=\"generator\" content=\"actorsearch inspect\">";

    /// <summary>The files, the page itself last.</summary>
    public static IEnumerable<InspectionFile> Files(InspectionReport report)
    {
        var pictures = new PictureFolder();
        var page = PageLayout.Write(report, pictures);
        return [.. pictures.Files, new InspectionFile(IndexName, Encoding.UTF8.GetBytes(page))];
    }
}
