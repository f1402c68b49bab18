using System.Text;
using System.Text.Json;
using ActorSearch.Page.Tests.Samples;
using ActorSearch.Reporting.Page;

namespace ActorSearch.Page.Tests.Document;

public sealed class HostileTextTests
{
    private static readonly SampleStudy Hostile = SampleStudies.Seeds(HostileWords.All);
    private static readonly byte[] Bytes = DocumentOf.Bytes(Hostile.Measurements());

    [Fact]
    public void Nothing_in_the_data_means_anything_in_html()
    {
        Assert.DoesNotContain(Bytes, b => b is (byte)'<' or (byte)'>' or (byte)'&' or (byte)'\'' or > 0x7e);
        Assert.DoesNotContain(Bytes, b => b < 0x20 && b != (byte)'\n');
    }

    [Fact]
    public void Texts_come_out_as_they_were_but_for_what_moves_a_cursor_or_turns_the_writing()
    {
        var document = JsonDocument.Parse(Bytes).RootElement;

        Assert.Equal(HostileWords.ShownStudy, document.GetProperty("study").GetProperty("name").GetString());
        Assert.Equal(HostileWords.All.Source, document.GetProperty("provenance").GetProperty("source").GetString());
        Assert.Contains(document.Rows("trials"), t => document.TextAt(t["worker"]) == $"{HostileWords.All.Worker}-1");
        Assert.Contains(document.Rows("trials"), t => document.TextAt(t["reason"]).StartsWith($"<!--<script>{HostileWords.Script}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_of_a_hundred_thousand_characters_is_cut_where_there_is_one_a_trial() =>
        Assert.All(
            JsonDocument.Parse(Bytes).RootElement.GetProperty("texts").GetProperty("rows").EnumerateArray(),
            text => Assert.InRange(text.GetString()!.Length, 0, 700));

    [Fact]
    public void The_page_around_them_has_no_more_elements_than_that_of_a_harmless_study()
    {
        var page = PageOf(Hostile);

        Assert.Equal(CountOf("<script", PageOf(SampleStudies.Seeds())), CountOf("<script", page));
        Assert.DoesNotContain("<img", page[..page.IndexOf("</title>", StringComparison.Ordinal)], StringComparison.Ordinal);
    }

    private static int CountOf(string part, string text) => text.Split(part).Length - 1;

    private static string PageOf(SampleStudy study)
    {
        using var output = new MemoryStream();
        StudyPage.Write(study.Measurements(), output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
