using ActorSearch.Page.Tests.Samples;

namespace ActorSearch.Page.Tests.Browsers;

public sealed class LooksTests
{
    public static TheoryData<string> Words => ["plain", "hostile and very long"];

    [Theory]
    [MemberData(nameof(Words))]
    public async Task The_page_is_light_or_dark_fits_every_window_and_prints_light_without_controls(string words)
    {
        using var page = PageFile.Of(SampleStudies.Seeds(words == "plain" ? null : HostileWords.All));

        var found = (await Browser.RunAsync("looks.mjs", page.Path)).AreClean();

        Assert.Equal("dark", found.Texts("of a dark system")[0]);
        Assert.Equal("light", found.Texts("light")[0]);
        Assert.NotEqual(found.Texts("of a dark system")[1], found.Texts("light")[1]);
        Assert.Equal("#theme=light", found.Text("address"));
        Assert.Equal(found.Texts("of a dark system"), found.Texts("auto"));
        Assert.All(found["pixels beyond the window"].EnumerateArray(), p => Assert.Equal(0, p.GetInt32()));
        Assert.InRange(found.Number("pages of paper"), 2, 40);
        Assert.Equal("dark", found.Texts("after printing")[0]);
        Assert.Equal("light", found.Texts("on paper")[0]);
        Assert.Empty(found.Texts("controls on paper"));
        Assert.Equal(11, found.Number("sections built for paper"));
    }
}
