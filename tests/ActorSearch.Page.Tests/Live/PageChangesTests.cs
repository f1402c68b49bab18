using System.Text;
using System.Text.Json.Nodes;
using ActorSearch.Page.Tests.Browsers;
using ActorSearch.Page.Tests.Samples;
using ActorSearch.Reporting.Measurements;
using ActorSearch.Reporting.Page.Document;
using ActorSearch.Reporting.Page.Live;

namespace ActorSearch.Page.Tests.Live;

/// <summary>A page that takes in changes shows what one that reads all anew would show.</summary>
public sealed class PageChangesTests
{
    private static readonly SampleWords Hostile = SampleWords.Plain with { Reason = "</script>\r\n\u2028<img src=x onerror=alert(1)> \ud83d\ude00 \"quoted\"" };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Changes_between_random_moments_of_a_study_lead_from_one_document_to_the_next(int seed)
    {
        JsonObject? shown = null;
        foreach (var (whole, changes) in Versions(seed))
        {
            shown = changes is null ? Read(whole) : Applied(shown!, Read(changes));
            Assert.True(JsonNode.DeepEquals(Read(whole), shown));
        }
    }

    [Fact]
    public void Changes_have_what_changed_and_no_more()
    {
        var study = SampleStudies.Small();
        var earlier = PageDocument.Of(study.Measurements(0.5));
        var later = PageDocument.Of(study.Measurements(0.55), earlier: earlier);

        var changes = Read(PageChanges.Between(earlier, later)!);

        Assert.InRange(changes["curves"]!.AsObject().Count, 1, 4);
        Assert.InRange(changes["trials"]!.AsObject().Count, 1, 4);
        Assert.Contains("study", changes["set"]!.AsObject());
        Assert.DoesNotContain("dimensions", changes["set"]!.AsObject());
        Assert.Empty(Read(PageChanges.Between(later, later)!)["set"]!.AsObject());
    }

    [Fact]
    public void Changes_stand_on_one_line_whatever_a_study_is_called()
    {
        foreach (var (_, changes) in Versions(seed: 5))
        {
            Assert.True(changes is null || changes.All(b => b is >= (byte)' ' and < 0x7f));
        }
    }

    [Fact]
    public void What_changes_cannot_say_has_to_be_read_anew()
    {
        var document = PageDocument.Of(SampleStudies.Small().Measurements());

        Assert.Null(PageChanges.Between(document, document with { CurvesAreThinned = !document.CurvesAreThinned }));
        Assert.Null(PageChanges.Between(document, document with { Trials = document.Trials.RemoveAt(0) }));
        Assert.Null(PageChanges.Between(document, document with { Curves = document.Curves.RemoveAt(0) }));
        Assert.Null(PageChanges.Between(document, document with { Texts = document.Texts.RemoveAt(0) }));
        Assert.Null(PageChanges.Between(document, document with { Sections = document.Sections.RemoveAt(0) }));
    }

    [Fact]
    public void A_text_keeps_its_place_whatever_comes_before_it_later()
    {
        var study = SampleStudies.Small();
        var earlier = PageDocument.Of(study.Measurements(0.2));
        var later = PageDocument.Of(study.Measurements(), earlier: earlier);

        Assert.True(later.Texts.Length > earlier.Texts.Length);
        Assert.All(earlier.Texts.Zip(later.Texts), texts => Assert.True(texts.First.Span.SequenceEqual(texts.Second.Span)));
    }

    [Fact]
    public void A_study_that_gets_more_trials_gets_more_rows()
    {
        var later = PageDocument.Of(SampleStudies.Small().Measurements());
        var earlier = later with { Trials = later.Trials.RemoveAt(11), Curves = later.Curves.RemoveAt(11) };

        var shown = Applied(Read(Whole(earlier)), Read(PageChanges.Between(earlier, later)!));

        Assert.True(JsonNode.DeepEquals(Read(Whole(later)), shown));
    }

    /// <summary>The page's own script, run by node, comes to the same.</summary>
    [Fact]
    public async Task The_page_s_script_applies_changes_as_they_are_meant()
    {
        await NodeProgram.SkipWithoutAsync();
        var script = NodeProgram.Checkout("Live/apply-changes.mjs");
        Assert.SkipWhen(script is null, "the tests' sources are not here");
        var lines = new StringBuilder();
        foreach (var (whole, changes) in Versions(seed: 6))
        {
            lines.Append(Encoding.UTF8.GetString(whole).ReplaceLineEndings("")).Append('\n');
            lines.Append(changes is null ? "null" : Encoding.UTF8.GetString(changes)).Append('\n');
        }

        var (status, output, errors) = await ToolProcess.RunAsync(
            "node", [script!], Path.GetDirectoryName(script!)!, TimeSpan.FromMinutes(2), lines.ToString());

        Assert.True(status == 0, errors);
        Assert.Equal("all as meant", output.Trim());
    }

    /// <summary>Documents at random moments of a study, each with what leads to it from the one before.</summary>
    private static IEnumerable<(byte[] Whole, byte[]? Changes)> Versions(int seed)
    {
        var random = new Random(seed);
        var study = seed % 2 == 0 ? SampleStudies.Seeds(Hostile) : SampleStudies.Small(Hostile);
        var fold = new MeasurementsFold();
        PageDocument? last = null;
        for (var i = 0; i < study.Events.Length; i++)
        {
            fold.Add(study.Events[i]);
            if (i >= 2 && (random.Next(12) == 0 || i == study.Events.Length - 1))
            {
                var document = PageDocument.Of(fold.ToMeasurements(), earlier: last);
                yield return (Whole(document), last is null ? null : PageChanges.Between(last, document));
                last = document;
            }
        }
    }

    private static byte[] Whole(PageDocument document)
    {
        using var output = new MemoryStream();
        document.WriteTo(output);
        return output.ToArray();
    }

    private static JsonObject Read(byte[] json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>What the page's script does with changes.</summary>
    private static JsonObject Applied(JsonObject document, JsonObject changes)
    {
        Assert.True(JsonNode.DeepEquals(document["version"], changes["from"]));
        document["version"] = changes["version"]!.DeepClone();
        foreach (var (name, value) in changes["set"]!.AsObject())
        {
            document[name] = value?.DeepClone();
        }

        foreach (var table in new[] { "trials", "curves", "texts" })
        {
            var rows = document[table]!["rows"]!.AsArray();
            foreach (var (place, row) in changes[table]!.AsObject())
            {
                var index = int.Parse(place, System.Globalization.CultureInfo.InvariantCulture);
                if (index == rows.Count)
                {
                    rows.Add(row?.DeepClone());
                }
                else
                {
                    rows[index] = row?.DeepClone();
                }
            }
        }

        return document;
    }
}
