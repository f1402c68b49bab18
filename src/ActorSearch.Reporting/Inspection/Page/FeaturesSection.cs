using System.Globalization;
using ActorSearch.Core.Inspection;
using ActorSearch.Reporting.Inspection.Pictures;

namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>What the network looks for: the first convolution's kernels, and what each layer makes of chosen images.</summary>
internal static class FeaturesSection
{
    public static void WriteKernels(HtmlBuilder page, KernelBank kernels, PictureFolder pictures)
    {
        var picture = InspectionPictures.Of(kernels);
        page.Add($"<section id=\"kernels\">");
        page.Add($"<h2>Kernels of the first layer</h2>");
        page.Add($"<figure><figcaption><b>{kernels.Layer}</b>: {Part(kernels.Shown, kernels.Total, "kernels")} of {kernels.Channels}x{kernels.Side}x{kernels.Side}; {picture.Legend}</figcaption>");
        page.Add($"{pictures.Show("kernels", picture.Raster, $"the kernels of {kernels.Layer} side by side")}</figure>");
        page.Add($"</section>");
    }

    public static void WriteMaps(HtmlBuilder page, InspectionReport report, PictureFolder pictures)
    {
        page.Add($"<section id=\"maps\">");
        page.Add($"<h2>Feature maps</h2>");
        page.Add($"<p class=\"quiet\">What each layer makes of an image, a map for each channel. All maps of a layer share one scale.</p>");
        for (var i = 0; i < report.Found.Maps.Length; i++)
        {
            WriteImage(page, report, report.Found.Maps[i], i, pictures);
        }

        page.Add($"</section>");
    }

    private static void WriteImage(HtmlBuilder page, InspectionReport report, ImageMaps maps, int index, PictureFolder pictures)
    {
        var number = maps.Image.Number.ToString(CultureInfo.InvariantCulture);
        page.Add($"{new Markup(index == 0 ? "<details open>" : "<details>")}<summary>Image {number}: {PageLayout.Words(report, maps.Prediction)}</summary>");
        var image = InspectionPictures.Of(maps.Image);
        page.Add($"<p class=\"subject\">{pictures.Show($"image-{number}", image.Raster, $"test image {number}")}<span class=\"quiet\">The image itself, {maps.Image.Shape.ToString()}{(image.Legend.Length > 0 ? $", {image.Legend}" : string.Empty)}.</span></p>");
        page.Add($"<div class=\"maps\">");
        for (var row = 0; row < maps.Layers.Length; row++)
        {
            var layer = maps.Layers[row];
            var picture = InspectionPictures.Of(layer);
            var silent = layer.Silent == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"; {layer.Silent} all 0");
            page.Add($"<figure><figcaption><b>{layer.Layer.Name}</b>: {layer.Layer.Description}; {Part(layer.Shown, layer.Layer.Output.Channels, "maps")} of {layer.Layer.Output.Height}x{layer.Layer.Output.Width}{silent}; {picture.Legend}</figcaption>");
            page.Add($"{pictures.Show(string.Create(CultureInfo.InvariantCulture, $"maps-{number}-{row + 1:00}"), picture.Raster, $"feature maps of layer {layer.Layer.Name} for image {number}")}</figure>");
        }

        page.Add($"</div></details>");
    }

    private static string Part(int shown, int total, string what) => shown == total
        ? string.Create(CultureInfo.InvariantCulture, $"{total} {what}")
        : string.Create(CultureInfo.InvariantCulture, $"the first {shown} of {total} {what}");
}
