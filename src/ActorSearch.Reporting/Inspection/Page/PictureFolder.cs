using System.Globalization;
using ActorSearch.Reporting.Inspection.Pictures;

namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>The pictures of a page, which lie in a folder beside it.</summary>
internal sealed class PictureFolder
{
    private readonly List<InspectionFile> _files = [];

    /// <summary>The pictures so far.</summary>
    public IReadOnlyList<InspectionFile> Files => _files;

    /// <summary>Keeps a picture and gives the element that shows it.</summary>
    /// <param name="name">Its name, of letters, digits and hyphens.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public Markup Show(string name, Raster picture, string description)
    {
        var path = $"{InspectionPage.PicturesName}/{name}.png";
        _files.Add(new InspectionFile(path, Png.Encode(picture)));
        return new Markup(string.Create(
            CultureInfo.InvariantCulture,
            $"<img src=\"{HtmlBuilder.Escape(path)}\" width=\"{picture.Width}\" height=\"{picture.Height}\" alt=\"{HtmlBuilder.Escape(description)}\">"));
    }
}
