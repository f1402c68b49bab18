using ActorSearch.Page.Tests.Samples;
using ActorSearch.Reporting.Page.Assembly;

namespace ActorSearch.Page.Tests.Browsers;

public sealed class OpeningTests
{
    public static TheoryData<string> Sizes => ["12", "72", "72 with 3 seeds", "10,000"];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task A_page_opens_without_a_complaint_and_asks_for_nothing_else(string size)
    {
        Assert.SkipWhen(ChartsLibrary.OfThisBuild.Script is null, "this build has no charts library");
        var study = size switch
        {
            "12" => SampleStudies.Small(),
            "72" => SampleStudies.Grid(),
            "10,000" => SampleStudies.Large(),
            _ => SampleStudies.Seeds(),
        };
        using var page = PageFile.Of(study);

        var found = (await Browser.RunAsync("opens.mjs", page.Path)).AreClean();

        Assert.Equal(study.Spec.Study, found.Text("title"));
        Assert.Contains(study.Spec.Study, found.Text("heading"), StringComparison.Ordinal);
        Assert.True(found.Number("charts") >= 5, $"only {found.Number("charts")} charts are drawn");
        Assert.Empty(found.Texts("notices"));
    }

    [Fact]
    public async Task The_page_of_a_study_that_runs_opens_too()
    {
        using var page = PageFile.Of(SampleStudies.Seeds(), share: 0.3);

        (await Browser.RunAsync("opens.mjs", page.Path)).AreClean();
    }

    [Fact]
    public async Task A_page_that_a_browser_saved_opens_again()
    {
        Assert.SkipWhen(ChartsLibrary.OfThisBuild.Script is null, "this build has no charts library");
        using var page = PageFile.Of(SampleStudies.Small());

        var found = (await Browser.RunAsync("saved.mjs", page.Path)).AreClean();

        Assert.Equal((11, 12), (found.Number("sections"), found.Number("rows")));
        Assert.Equal(1, found.Number("kept"));
        Assert.Contains("saved while it followed a search", Assert.Single(found.Texts("notices")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_from_outside_stay_texts()
    {
        using var page = PageFile.Of(SampleStudies.Seeds(HostileWords.All));

        var found = (await Browser.RunAsync("opens.mjs", page.Path)).AreClean();

        Assert.Equal(System.Text.Json.JsonValueKind.Null, found["marked"].ValueKind);
        Assert.Equal(HostileWords.ShownStudy, found.Text("title"));
    }

    [Fact]
    public async Task A_page_that_loads_its_charts_says_so_and_asks_for_them_alone()
    {
        var library = ChartsLibrary.OfThisBuild;
        Assert.SkipWhen(library.Script is null, "this build has no charts library to load");
        using var page = PageFile.FromNetwork(SampleStudies.Small());

        var found = await Browser.RunAsync("network.mjs", page.Path, page.Beside("library.js", library.Script!));

        Assert.Empty(found.Texts("problems"));
        Assert.Equal([library.Address], found.Texts("requests"));
        Assert.Equal("object", found.Text("drawing"));
        Assert.Contains("needs the network", Assert.Single(found.Texts("notices")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_network_the_tables_are_there_all_the_same()
    {
        using var page = PageFile.FromNetwork(SampleStudies.Small());

        var found = await Browser.RunAsync("network.mjs", page.Path);

        Assert.Equal("undefined", found.Text("drawing"));
        Assert.True(found.Number("rows") >= 12, $"{found.Number("rows")} rows");
        Assert.DoesNotContain(found.Texts("problems"), p => p.StartsWith("uncaught", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_library_that_is_not_the_pinned_one_does_not_run()
    {
        using var page = PageFile.FromNetwork(SampleStudies.Small());

        var found = await Browser.RunAsync("network.mjs", page.Path, page.Beside("library.js", "globalThis.echarts = {};"));

        Assert.Equal("undefined", found.Text("drawing"));
        Assert.Contains(found.Texts("problems"), p => p.Contains("integrity", StringComparison.Ordinal));
    }
}
