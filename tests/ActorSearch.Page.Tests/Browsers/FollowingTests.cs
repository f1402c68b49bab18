using ActorSearch.Page.Tests.Samples;
using ActorSearch.Reporting.Page;
using ActorSearch.Reporting.Page.Document;

namespace ActorSearch.Page.Tests.Browsers;

public sealed class FollowingTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("actorsearch-page-");

    [Fact]
    public async Task A_page_that_follows_a_search_keeps_what_the_reader_has_chosen()
    {
        var shell = Path.Combine(_folder.FullName, "shell.html");
        var study = Path.Combine(_folder.FullName, "study.json");
        await File.WriteAllBytesAsync(shell, StudyPage.Shell(), TestContext.Current.CancellationToken);
        await using (var file = File.Create(study))
        {
            PageDocument.Of(SampleStudies.Seeds().Measurements(share: 0.5)).WriteTo(file);
        }

        var found = await Browser.RunAsync("follows.mjs", shell, study);

        Assert.Empty(found.Texts("problems"));
        Assert.Equal([new Uri(shell).AbsoluteUri], found.Texts("requests"));
        Assert.Equal("live", found.Text("badge"));
        Assert.Contains("of 72 trials have ended", found.Text("progress"), StringComparison.Ordinal);
        Assert.Equal(found.Text("view before"), found.Text("view after"));
        Assert.Contains("\"open\":1", found.Text("view before"), StringComparison.Ordinal);
        Assert.True(found.Is("row that looks as before stays the same node"));
        Assert.True(found.Is("answer that says the same stays the same node"));
        Assert.Equal("connection lost, trying again", found.Text("badge when lost"));
        Assert.Equal("ended", found.Text("badge at the end"));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
