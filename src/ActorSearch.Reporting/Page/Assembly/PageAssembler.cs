using System.Security.Cryptography;
using System.Text;
using ActorSearch.Reporting.Inspection.Page;

namespace ActorSearch.Reporting.Page.Assembly;

/// <summary>
/// Fills the skeleton's places: <c>{live}</c>, <c>&lt;!--{csp}--&gt;</c>, <c>&lt;!--{title}--&gt;</c>, <c>/*{style}*/</c>,
/// <c>&lt;!--{notice}--&gt;</c>, <c>&lt;!--{echarts}--&gt;</c>, <c>&lt;!--{data}--&gt;</c> and <c>&lt;!--{script}--&gt;</c>.
/// </summary>
internal sealed class PageAssembler(PageAssets assets, ChartsLibrary charts)
{
    /// <summary>The places, in the order of the skeleton; each stands there once.</summary>
    public static readonly string[] Places =
    [
        "{live}", "<!--{csp}-->", "<!--{title}-->", "/*{style}*/", "<!--{notice}-->", "<!--{echarts}-->", "<!--{data}-->", "<!--{script}-->",
    ];

    /// <summary>Writes the page.</summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="data">Writes the study's document; null for a page that asks for it.</param>
    public void Write(Stream output, string study, Action<Stream>? data)
    {
        var script = ModuleBundle.Of(assets.Modules);
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var rest = assets.Skeleton;
        foreach (var place in Places)
        {
            var at = rest.IndexOf(place, StringComparison.Ordinal);
            if (at < 0)
            {
                throw new InvalidDataException($"page.html lacks the place {place}, or has it before an earlier one");
            }

            text.Write(rest.AsSpan(0, at));
            Fill(place);
            rest = rest[(at + place.Length)..];
        }

        text.Write(rest);

        void Fill(string place)
        {
            switch (place)
            {
                case "{live}":
                    text.Write(data is null ? "true" : "false");
                    break;
                case "<!--{csp}-->":
                    text.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy(script, isLive: data is null)}\">");
                    break;
                case "<!--{title}-->":
                    text.Write(HtmlBuilder.Escape(study));
                    break;
                case "/*{style}*/":
                    text.Write(assets.Style);
                    break;
                case "<!--{notice}-->":
                    text.Write(charts.Script is null ? Notice : string.Empty);
                    break;
                case "<!--{echarts}-->":
                    WriteCharts(text);
                    break;
                case "<!--{script}-->":
                    text.Write($"<script>{script}</script>");
                    break;
                case "<!--{data}-->" when data is not null:
                    text.Write("<script type=\"application/json\" id=\"study\">");
                    text.Flush();
                    data(output);
                    text.Write("</script>");
                    break;
                default:
                    break;
            }
        }
    }

    private string Notice =>
        $"<p class=\"notice\" role=\"note\">This page loads the library of its charts from {HtmlBuilder.Escape(new Uri(charts.Address).Host)}, and so needs the network "
        + "to draw them; tables and text do not. Where the program is built on a machine with npm, its pages need nothing.</p>";

    private void WriteCharts(TextWriter text)
    {
        if (charts.Script is { } library)
        {
            text.Write($"<script type=\"text/plain\" id=\"charts-licences\">\n{charts.Licences}</script>\n<script>{library}</script>");
        }
        else
        {
            text.Write($"<script src=\"{charts.Address}\" integrity=\"{charts.Integrity}\" crossorigin=\"anonymous\"></script>");
        }
    }

    /// <summary>Nothing runs but the page's own scripts, by their hashes, and nothing is loaded from anywhere.</summary>
    private string Policy(string script, bool isLive)
    {
        var library = charts.Script is { } text ? $"'{HashOf(text)}'" : charts.Address;
        return $"default-src 'none'; script-src {library} '{HashOf(script)}'; style-src 'unsafe-inline'; img-src data: blob:; "
            + $"connect-src {(isLive ? "'self'" : "'none'")}; base-uri 'none'; form-action 'none'";
    }

    private static string HashOf(string script) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)))}";
}
