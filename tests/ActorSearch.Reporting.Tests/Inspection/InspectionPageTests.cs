using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ActorSearch.Core.Inspection;
using ActorSearch.Reporting.Inspection;

namespace ActorSearch.Reporting.Tests.Inspection;

public partial class InspectionPageTests
{
    private static readonly InspectionReport Usual = SampleInspection.Report(["zero", "one", "two"]);

    [Fact]
    public void Every_picture_of_the_page_is_a_file_beside_it_and_every_file_is_shown()
    {
        var files = InspectionPage.Files(Usual).ToArray();

        Assert.Equal("index.html", files[^1].Name);
        var shown = Elements(files, "img").Select(i => i.Attribute("src")!.Value).ToArray();
        Assert.Equal(files[..^1].Select(f => f.Name).Order(), shown.Order());
        Assert.Contains("pictures/kernels.png", shown);
        Assert.Contains("pictures/rotation-minus-15.png", shown);
        Assert.DoesNotContain("pictures/rotation-minus-5.png", shown);
        Assert.All(files[..^1], f => PngReader.Read(f.Content.Span));
    }

    [Fact]
    public void Pictures_say_what_they_show_and_how_large_they_are() =>
        Assert.All(Elements(InspectionPage.Files(Usual), "img"), image =>
        {
            Assert.NotEmpty(image.Attribute("alt")!.Value);
            Assert.True(int.Parse(image.Attribute("width")!.Value) > 0 && int.Parse(image.Attribute("height")!.Value) > 0);
        });

    [Fact]
    public void Tables_have_captions_and_heads() =>
        Assert.All(Elements(InspectionPage.Files(Usual), "table"), table =>
        {
            Assert.NotEmpty(table.Element("caption")!.Value);
            Assert.NotEmpty(table.Element("thead")!.Descendants("th"));
        });

    [Fact]
    public void The_page_asks_for_nothing_and_runs_nothing()
    {
        var page = Page(Usual);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("https:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.Contains(InspectionPage.Mark, page[..4096], StringComparison.Ordinal);
    }

    [Fact]
    public void Names_from_outside_are_text_and_nothing_else()
    {
        const string Hostile = "<script>alert('1')</script>\" onload=\"x&\u001b[31m\u202e";
        var report = SampleInspection.Report([Hostile, "one", "two"]);
        var hostile = report with { Trial = report.Trial with { Definition = report.Trial.Definition with { Name = Hostile } }, Weights = Hostile };

        var page = Page(hostile);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u001b', page);
        Assert.DoesNotContain('\u202e', page);
        Assert.Contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot; onload=&quot;x&amp;", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Parse(page).Descendants(), e => e.Attribute("onload") is not null);
    }

    [Fact]
    public void The_confusion_matrix_is_a_table_of_counts_with_the_right_ones_apart()
    {
        var matrix = Elements(InspectionPage.Files(Usual), "table").First(t => t.Attribute("class")!.Value == "heat");
        var rows = matrix.Element("tbody")!.Elements("tr").ToArray();

        Assert.Equal(["zero", "one", "two"], rows.Select(r => r.Element("th")!.Value));
        Assert.Equal(["0", "1", "1", "50.0 %"], rows[1].Elements("td").Select(c => c.Value));
        Assert.Equal(["none", "right4", "wrong9", "sum"], rows[1].Elements("td").Select(c => c.Attribute("class")!.Value));
    }

    [Fact]
    public void Of_many_classes_the_most_confused_pairs_are_listed()
    {
        var names = Enumerable.Range(0, 1000).Select(i => $"class {i}").ToArray();
        var report = SampleInspection.Report([.. names], [.. Enumerable.Range(0, 999).Select(i => new Prediction(i, i, i % 3 == 0 ? i + 1 : i, 1, 0.5, 0.5))]);

        var page = Page(report);

        Assert.Contains("What was confused most often, of 1000 classes.", page, StringComparison.Ordinal);
        Assert.Contains("<td>class 87</td><td>class 88</td>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<td>class 90</td>", page, StringComparison.Ordinal);
        Assert.True(page.Length < 500_000, $"{page.Length}");
    }

    [Fact]
    public void A_mistake_is_a_card_with_what_it_is_and_what_it_was_taken_for()
    {
        var card = Elements(InspectionPage.Files(Usual), "ol").Single().Elements("li").Single();
        Assert.Equal("is one, taken for twowith 95.0 %right class 3.0 %loss 3.5000image 2", card.Value);
        Assert.Equal("test image 2, of class one", card.Element("img")!.Attribute("alt")!.Value);
    }

    [Fact]
    public void Shifts_are_a_heat_table_with_the_unshifted_place_marked()
    {
        var grid = Elements(InspectionPage.Files(Usual), "table").Single(t => t.Attribute("class")!.Value == "heat shifts");
        var cells = grid.Element("tbody")!.Elements("tr").Select(r => r.Elements("td").ToArray()).ToArray();

        Assert.Equal(["0", "10", "20"], cells[0].Select(c => c.Value));
        Assert.Equal(["60", "70", "100"], cells[2].Select(c => c.Value));
        Assert.Equal("right7 here", cells[1][1].Attribute("class")!.Value);
        Assert.Equal("right9 there", cells[2][2].Attribute("class")!.Value);
        var directions = Elements(InspectionPage.Files(Usual), "table").Single(t => t.Element("caption")!.Value == "Accuracy by pixels shifted.");
        Assert.Equal(["10.0 %", "50.0 %", "70.0 %", "30.0 %"], directions.Element("tbody")!.Elements("tr").Last().Elements("td").Select(c => c.Value));
    }

    [Fact]
    public void What_is_left_out_is_said()
    {
        var page = Page(Usual);
        Assert.Contains("the first 2 of 70 kernels of 1x3x3", page, StringComparison.Ordinal);
        Assert.Contains("2 maps of 2x2; 1 all 0; black at 0, white from 4", page, StringComparison.Ordinal);
        Assert.Contains("<details open><summary>Image 0: zero, answered rightly (90.0 %)</summary>", page, StringComparison.Ordinal);
        Assert.Contains("<details><summary>Image 2: one, taken for two (95.0 %)</summary>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_unlike_the_ledgers_are_said()
    {
        Assert.DoesNotContain("The ledger has", Page(Usual), StringComparison.Ordinal);
        Assert.Contains(
            "The ledger has a test accuracy of 50.0 % (0.5), and these weights gave 0.75",
            Page(SampleInspection.Report(["zero", "one", "two"], testAccuracy: 0.5)), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_robustness_kernels_and_mistakes_the_page_has_no_sections_of_them()
    {
        var found = Usual.Found with { Robustness = null, Kernels = null, Mistakes = [] };
        var page = Page(Usual with { Found = found });

        Assert.DoesNotContain("#robustness", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"kernels\"", page, StringComparison.Ordinal);
        Assert.Contains("None: every test image was answered rightly.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Figures_that_are_no_numbers_break_nothing()
    {
        var broken = SampleInspection.Report(["zero", "one", "two"], [new Prediction(0, 0, 0, double.NaN, double.NaN, double.NaN), .. SampleInspection.Predictions[1..]]);
        Parse(Page(broken with { Found = broken.Found with { Loss = double.NaN } }));
        JsonDocument.Parse(InspectionJson.ToJson(broken with { Found = broken.Found with { Loss = double.NaN } }, "x")).Dispose();
    }

    [Fact]
    public void The_figures_are_one_line_of_json()
    {
        var json = InspectionJson.ToJson(Usual, "out/index.html");

        Assert.DoesNotContain('\n', json);
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        Assert.Equal("actorsearch/inspection/1", root.GetProperty("schema").GetString());
        Assert.Equal((4, 0.75), (root.GetProperty("images").GetInt32(), root.GetProperty("test_accuracy").GetDouble()));
        Assert.Equal("[[1,0,0],[0,1,1],[0,0,1]]", root.GetProperty("confusion").GetRawText());
        Assert.Equal(0.5, root.GetProperty("classes")[1].GetProperty("recall").GetDouble());
        Assert.Equal(2, root.GetProperty("mistakes")[0].GetProperty("image").GetInt32());
        var shifts = root.GetProperty("robustness").GetProperty("shifts");
        Assert.Equal(9, shifts.GetArrayLength());
        Assert.Equal("""{"down":-1,"right":1,"accuracy":0.2}""", shifts[2].GetRawText());
        Assert.Equal("""{"degrees":-15,"accuracy":0.5}""", root.GetProperty("robustness").GetProperty("rotation")[0].GetRawText());
        Assert.Equal("""{"deviation":32,"accuracy":0.25}""", root.GetProperty("robustness").GetProperty("noise")[1].GetRawText());
    }

    private static string Page(InspectionReport report) => Encoding.UTF8.GetString(InspectionPage.Files(report).Last().Content.Span);

    private static IEnumerable<XElement> Elements(IEnumerable<InspectionFile> files, string name) =>
        Parse(Encoding.UTF8.GetString(files.Last().Content.Span)).Descendants(name);

    /// <summary>The page as XML, which shows that all its elements are closed, once those are that HTML never closes.</summary>
    private static XElement Parse(string page) =>
        XElement.Parse(Open().Replace(page.Replace("<!DOCTYPE html>", string.Empty, StringComparison.Ordinal).Replace("<details open>", "<details open=\"\">", StringComparison.Ordinal), "$0/>").Replace(">/>", "/>", StringComparison.Ordinal));

    [GeneratedRegex("<(meta|link|img|br)\\b[^>]*>")]
    private static partial Regex Open();
}
