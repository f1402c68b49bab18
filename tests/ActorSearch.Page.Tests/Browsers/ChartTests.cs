using System.Text.Json;
using ActorSearch.Page.Tests.Samples;
using ActorSearch.Reporting.Page.Assembly;
using ActorSearch.Reporting.Page.Document;

namespace ActorSearch.Page.Tests.Browsers;

public sealed class ChartTests
{
    private static readonly string[] Charts = ["curves", "effects", "interactions", "parallel", "tradeoff", "timeline"];

    public static TheoryData<string> Sizes => ["12", "72", "72 with 3 seeds", "10,000"];

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Every_chart_is_drawn_described_and_has_its_figures_as_a_table(string size)
    {
        SkipWithoutLibrary();
        using var page = PageFile.Of(Sample(size));

        var found = (await Browser.RunAsync("charts.mjs", page.Path)).AreClean();

        foreach (var chart in Charts)
        {
            var shown = found[chart];
            Assert.False(shown.GetProperty("hidden").GetBoolean(), $"{chart} is hidden");
            Assert.True(shown.GetProperty("isPainted").GetBoolean(), $"{chart} has an empty canvas");
            Assert.False(string.IsNullOrWhiteSpace(shown.GetProperty("name").GetString()), $"{chart} has no name");
            Assert.True(shown.GetProperty("description").GetString()?.Length > 20, $"{chart} has no description");
            Assert.True(shown.GetProperty("overflow").GetInt32() <= 0, $"{chart} is wider than its section");
            if (shown.GetProperty("isDrawn").GetBoolean())
            {
                Assert.True(shown.GetProperty("rows").GetInt32() > 0, $"{chart} has no table");
            }
        }
    }

    [Fact]
    public async Task Texts_from_outside_stay_texts_in_charts_and_tooltips()
    {
        SkipWithoutLibrary();
        using var page = PageFile.Of(SampleStudies.Seeds(HostileWords.All));

        var found = (await Browser.RunAsync("charts.mjs", page.Path)).AreClean();

        Assert.Equal(JsonValueKind.Null, found["marked"].ValueKind);
        Assert.Equal(0, found.Number("markup"));
        Assert.Contains("validation accuracy", found.Text("tooltip"), StringComparison.Ordinal);
        Assert.Contains("<script>globalThis.marked = 1</script>", found.Text("worker"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_front_is_of_the_points_that_no_other_beats()
    {
        SkipWithoutLibrary();
        var study = SampleStudies.Grid();
        using var page = PageFile.Of(study);

        var found = (await Browser.RunAsync("charts.mjs", page.Path)).AreClean();

        Assert.Equal(FrontSize(study), found["tradeoff"].GetProperty("rows").GetInt32());
    }

    [Theory]
    [InlineData("12", 0, 0.02, 0.4, "layers=3")]
    [InlineData("12", 1, 0.6, 0.98, "activation=relu")]
    [InlineData("10,000", 1, 0.02, 0.35, "kernel_size=9|11")]
    public async Task A_brush_on_an_axis_is_a_filter_and_lets_go_when_that_is_emptied(string size, int axis, double from, double to, string filter)
    {
        SkipWithoutLibrary();
        using var page = PageFile.Of(Sample(size));

        var found = (await Browser.RunAsync(
            "brushing.mjs", page.Path, $"{axis}", FormattableString.Invariant($"{from}"), FormattableString.Invariant($"{to}"), filter)).AreClean();

        Assert.Equal("", found.Text("before"));
        Assert.Equal(filter, found.Text("filter"));
        Assert.Contains(" of ", found.Text("count"), StringComparison.Ordinal);
        Assert.Equal("", found.Text("after"));
    }

    private static void SkipWithoutLibrary() =>
        Assert.SkipWhen(ChartsLibrary.OfThisBuild.Script is null, "this build has no charts library");

    private static SampleStudy Sample(string size) => size switch
    {
        "12" => SampleStudies.Small(),
        "72" => SampleStudies.Grid(),
        "10,000" => SampleStudies.Large(),
        _ => SampleStudies.Seeds(),
    };

    /// <summary>The number of points on the front of metric against seconds, by definition.</summary>
    private static int FrontSize(SampleStudy study)
    {
        using var written = new MemoryStream();
        PageDocument.Of(study.Measurements()).WriteTo(written);
        using var document = JsonDocument.Parse(written.ToArray());
        var table = document.RootElement.GetProperty("points");
        var columns = table.GetProperty("columns").EnumerateArray().Select(c => c.GetString()).ToList();
        var (mean, seconds) = (columns.IndexOf("mean"), columns.IndexOf("seconds"));
        var points = table.GetProperty("rows").EnumerateArray()
            .Where(r => r[mean].ValueKind == JsonValueKind.Number && r[seconds].ValueKind == JsonValueKind.Number)
            .Select(r => (Value: r[mean].GetDouble(), Cost: r[seconds].GetDouble()))
            .ToArray();
        return points.Count(p => !points.Any(q => q.Value >= p.Value && q.Cost <= p.Cost && (q.Value > p.Value || q.Cost < p.Cost)));
    }
}
