using ActorSearch.Page.Tests.Samples;
using ActorSearch.Reporting.Page;
using ActorSearch.Reporting.Page.Assembly;
using ActorSearch.Reporting.Page.Document;

namespace ActorSearch.Page.Tests.Browsers;

/// <summary>A sample's page as a file, for as long as a test needs it.</summary>
internal sealed class PageFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorsearch-page-");

    private PageFile(Action<Stream> write)
    {
        using var file = File.Create(Path);
        write(file);
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "page.html");

    /// <summary>The page as this program writes it.</summary>
    public static PageFile Of(SampleStudy study, double share = 1) => new(file => StudyPage.Write(study.Measurements(share), file));

    /// <summary>The page with its charts library from the network, whatever this program was built with.</summary>
    public static PageFile FromNetwork(SampleStudy study)
    {
        var measurements = study.Measurements();
        return new(file => StudyPage.Write(
            PageDocument.Of(measurements), measurements.Report.Definition.Name, file, ChartsLibrary.OfThisBuild.FromNetwork));
    }

    /// <summary>A file beside the page.</summary>
    public string Beside(string name, string text)
    {
        var path = System.IO.Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
