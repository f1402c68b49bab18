using ActorSearch.Page.Tests.Samples;

namespace ActorSearch.Page.Tests.Browsers;

public sealed class HandingTests
{
    [Fact]
    public async Task The_experiment_file_can_be_saved_and_copied_and_every_chart_read_as_a_table()
    {
        using var page = PageFile.Of(SampleStudies.Seeds());

        var found = (await Browser.RunAsync("handing.mjs", page.Path)).AreClean();

        Assert.StartsWith("#", found.Text("file shown"), StringComparison.Ordinal);
        Assert.Equal("digits-seeds-best.yaml", found.Text("name of the download"));
        Assert.Equal(found.Text("file shown"), found.Text("file downloaded"));
        Assert.Equal(found.Text("file shown"), found.Text("file copied"));
        Assert.Equal("actorsearch run digits-seeds-best.yaml", found.Text("command copied"));
        var tables = found["tables"].EnumerateArray().ToArray();
        Assert.Equal(6, tables.Length);
        Assert.All(tables, t => Assert.True(t[1].GetString()!.Length > 10 && t[2].GetInt32() > 0, t.GetRawText()));
    }
}
