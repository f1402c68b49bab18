using System.Diagnostics;
using ActorSearch.Reporting.Page;
using ActorSearch.Reporting.Page.Assembly;
using ActorSearch.Reporting.Page.Document;

namespace ActorSearch.Page.Tests.Samples;

/// <summary>
/// Writes the samples' documents and pages for people who work on the page:
/// <c>SAMPLES=DIR artifacts/bin/ActorSearch.Page.Tests/release/ActorSearch.Page.Tests -explicit only</c>.
/// </summary>
public sealed class WriteSamples(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Writes_documents_and_pages_of_the_samples()
    {
        var folder = Environment.GetEnvironmentVariable("SAMPLES") ?? throw new InvalidOperationException("SAMPLES names no folder");
        Directory.CreateDirectory(folder);
        Write("12", SampleStudies.Small());
        Write("72", SampleStudies.Grid());
        Write("72-seeds", SampleStudies.Seeds());
        Write("72-running", SampleStudies.Seeds(), share: 0.5);
        Write("10000", SampleStudies.Large());
        Write("10000-50-epochs", SampleStudies.Large(epochs: 50));

        void Write(string name, SampleStudy study, double share = 1)
        {
            var measurements = study.Measurements(share);
            var started = Stopwatch.GetTimestamp();
            var document = PageDocument.Of(measurements);
            using (var file = File.Create(Path.Combine(folder, $"{name}.json")))
            {
                document.WriteTo(file);
            }

            output.WriteLine($"{name}.json: {new FileInfo(Path.Combine(folder, $"{name}.json")).Length} bytes in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");
            foreach (var section in document.Sections)
            {
                output.WriteLine($"  {section.Name}: {section.Json.Length}");
            }

            var assembled = Stopwatch.GetTimestamp();
            using (var page = File.Create(Path.Combine(folder, $"{name}.html")))
            {
                StudyPage.Write(measurements, page);
            }

            output.WriteLine($"{name}.html: {new FileInfo(Path.Combine(folder, $"{name}.html")).Length} bytes in {Stopwatch.GetElapsedTime(assembled).TotalMilliseconds:F0} ms");
            using (var page = File.Create(Path.Combine(folder, $"{name}-cdn.html")))
            {
                StudyPage.Write(document, measurements.Report.Definition.Name, page, ChartsLibrary.OfThisBuild.FromNetwork);
            }

            output.WriteLine($"  trials: {document.Trials.Sum(t => t.Length)}, curves: {document.Curves.Sum(t => t.Length)}{(document.CurvesAreThinned ? ", thinned" : "")}");
        }
    }
}
