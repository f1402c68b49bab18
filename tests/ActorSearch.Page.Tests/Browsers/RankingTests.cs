using ActorSearch.Page.Tests.Samples;

namespace ActorSearch.Page.Tests.Browsers;

public sealed class RankingTests : IDisposable
{
    private readonly PageFile _page = PageFile.Of(SampleStudies.Grid());

    [Fact]
    public async Task The_ranking_is_sorted_filtered_opened_picked_from_and_turned()
    {
        var found = (await Browser.RunAsync("ranking.mjs", _page.Path)).AreClean();

        var ranks = found["ranks at first"].EnumerateArray().Select(r => r.GetInt32()).ToArray();
        Assert.Equal(50, ranks.Length);
        Assert.Equal(ranks.Order(), ranks);
        Assert.Equal("72 points", found.Text("count at first"));

        var descending = Numbers("test figures sorted");
        Assert.Equal(50, descending.Length);
        Assert.Equal(descending.OrderDescending(), descending);
        Assert.Equal(Numbers("test figures turned round").Order(), Numbers("test figures turned round"));
        Assert.Equal(1, found.Number("sorted columns"));
        Assert.Equal("#sort=test", found.Text("address of the sort"));
        Assert.Equal(22, found["ranks of the second page"].GetArrayLength());

        Assert.Equal("24 of 72 points pass", found.Text("count of relu"));
        Assert.Equal(["relu"], found.Texts("values of relu"));
        Assert.Equal("24 of 72 points pass", found.Text("count of an unknown name"));
        Assert.Contains("no \"lr\"", Assert.Single(found.Texts("errors")), StringComparison.Ordinal);
        Assert.Equal("true", found.Text("invalid"));
        Assert.Equal("0 of 72 points pass", found.Text("count of nothing"));
        Assert.Equal(0, found.Number("rows of nothing"));
        Assert.True(found.Is("words of nothing"));
        Assert.Equal("72 points", found.Text("count when cleared"));

        var chip = found.Texts("filter of the chip");
        Assert.Equal([chip[0], chip[0], "true"], chip);
        Assert.Equal(string.Empty, found.Text("filter when the chip is let go"));

        Assert.Equal(1, found.Number("trials of the first row"));
        Assert.Equal("true", found.Text("opened"));
        Assert.Equal(0, found.Number("trials when closed"));
        Assert.Equal(5, found.Number("picked at first"));
        Assert.Equal(12, found.Number("picked at most"));
        Assert.Contains("12 trials are picked", found.Text("refusal"), StringComparison.Ordinal);

        double[] Numbers(string name) => [.. found[name].EnumerateArray().Where(n => n.ValueKind is System.Text.Json.JsonValueKind.Number).Select(n => n.GetDouble())];
    }

    [Fact]
    public async Task Everything_can_be_reached_and_used_from_the_keyboard()
    {
        var found = (await Browser.RunAsync("keyboard.mjs", _page.Path)).AreClean();

        Assert.Equal("skip", found.Text("first stop"));
        Assert.True(found.Is("first stop is in sight"));
        Assert.Equal("content", found.Text("after the first link"));
        Assert.Equal("filter", found.Text("after a slash"));
        Assert.Equal("activation=relu/", found.Text("a slash in the field"));
        Assert.Equal([string.Empty, "filter"], found.Texts("after Escape"));
        Assert.Equal("parameters", found.Text("focus after sorting"));
        Assert.Equal(["opener", "true"], found.Texts("focus after opening"));
        Assert.True(found.Is("focus stays on the box"));
        Assert.Equal("dark", found.Text("theme by arrows"));
        Assert.Equal(["H2", "interactions"], found.Texts("after a link of the contents"));
        Assert.Empty(found.Texts("controls without a name"));
        var levels = found["headings"].EnumerateArray().Select(h => h.GetInt32()).ToArray();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1, "a level of headings is left out"));
    }

    [Fact]
    public async Task An_address_shares_a_view_and_garbage_in_it_does_no_harm()
    {
        var found = (await Browser.RunAsync("addresses.mjs", _page.Path)).AreClean();

        Assert.Empty(found.Texts("broken by"));
        Assert.Equal("activation=relu", found.Text("filter"));
        Assert.Equal("[[\"parameters\",\"descending\"]]", found["sort"].GetRawText());
        Assert.Equal("dark", found.Text("theme"));
        Assert.StartsWith("1", found.Text("rank after a change of the address"), StringComparison.Ordinal);
    }

    public void Dispose() => _page.Dispose();
}
