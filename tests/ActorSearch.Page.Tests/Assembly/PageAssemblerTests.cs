using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ActorSearch.Page.Tests.Samples;
using ActorSearch.Reporting.Page;
using ActorSearch.Reporting.Page.Assembly;
using ActorSearch.Reporting.Page.Document;

namespace ActorSearch.Page.Tests.Assembly;

public sealed partial class PageAssemblerTests
{
    private static readonly ChartsLibrary Library = new("/* Licensed */ var echarts = {};", "Apache License", "https://cdn.example/charts.js", "sha384-abc");

    [Fact]
    public void The_policy_lets_the_pages_own_scripts_run_and_nothing_else()
    {
        var page = PageWith(Library);

        string[] scripts = [.. InlineScript().Matches(page).Select(m => m.Groups["text"].Value)];
        Assert.Equal(2, scripts.Length);
        Assert.Equal(
            $"default-src 'none'; script-src {string.Join(' ', scripts.Select(s => $"'{Hash(s)}'"))}; style-src 'unsafe-inline'; img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'",
            Policy().Match(page).Groups["policy"].Value);
    }

    [Fact]
    public void The_library_brings_its_licences_and_the_page_needs_no_other_file()
    {
        var page = PageWith(Library);

        Assert.Contains(Library.Licences, page, StringComparison.Ordinal);
        Assert.Contains(Library.Script!, page, StringComparison.Ordinal);
        Assert.DoesNotContain("<p class=\"notice\" role", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Reference(), page);
    }

    [Fact]
    public void Without_the_library_the_page_loads_it_checked_and_says_so()
    {
        var page = PageWith(Library.FromNetwork);

        Assert.Contains("<script src=\"https://cdn.example/charts.js\" integrity=\"sha384-abc\" crossorigin=\"anonymous\"></script>", page, StringComparison.Ordinal);
        Assert.Contains("script-src https://cdn.example/charts.js 'sha256-", page, StringComparison.Ordinal);
        Assert.Contains("loads the library of its charts from cdn.example, and so needs the network", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_live_page_has_no_data_and_may_ask_where_it_came_from()
    {
        var page = Encoding.UTF8.GetString(StudyPage.Shell("a <b>").Span);

        Assert.Contains("data-live=\"true\"", page, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self'", page, StringComparison.Ordinal);
        Assert.Contains("<title>a &lt;b&gt;</title>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"study\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_is_the_same_bytes_every_time()
    {
        Assert.Equal(PageWith(Library), PageWith(Library));
        Assert.StartsWith("<!DOCTYPE html>\n", PageWith(Library), StringComparison.Ordinal);
        Assert.DoesNotContain("\r", PageWith(Library), StringComparison.Ordinal);
    }

    [Fact]
    public void The_skeleton_has_every_place_once_and_in_order()
    {
        int[] places = [.. PageAssembler.Places.Select(p => PageAssets.Embedded.Skeleton.IndexOf(p, StringComparison.Ordinal))];

        Assert.All(places, at => Assert.True(at >= 0));
        Assert.Equal(places.Order(), places);
        Assert.All(PageAssembler.Places, p => Assert.Equal(2, PageAssets.Embedded.Skeleton.Split(p).Length));
    }

    [Fact]
    public void What_the_build_embedded_is_what_is_pinned()
    {
        var library = ChartsLibrary.OfThisBuild;
        Assert.SkipWhen(library.Script is null, "this build has no charts library");

        Assert.Equal(library.Integrity, $"sha384-{Convert.ToBase64String(SHA384.HashData(Encoding.UTF8.GetBytes(library.Script!)))}");
        Assert.Contains("Apache License", library.Licences, StringComparison.Ordinal);
        Assert.Contains("Baidu Inc.", library.Licences, StringComparison.Ordinal);
        Assert.DoesNotContain("</script", library.Licences + library.Script, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<!--", library.Licences + library.Script, StringComparison.Ordinal);
    }

    private static string PageWith(ChartsLibrary library)
    {
        var measurements = SampleStudies.Small().Measurements();
        using var output = new MemoryStream();
        StudyPage.Write(PageDocument.Of(measurements), measurements.Report.Definition.Name, output, library);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static string Hash(string script) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}";

    [GeneratedRegex("<script>(?<text>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex InlineScript();

    [GeneratedRegex("Content-Security-Policy\" content=\"(?<policy>[^\"]*)\"")]
    private static partial Regex Policy();

    [GeneratedRegex("(src|href)=\"https?:")]
    private static partial Regex Reference();
}
