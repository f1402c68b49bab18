using System.Text;
using ActorSearch.Reporting.Inspection.Pictures;

namespace ActorSearch.Reporting.Inspection.Page;

/// <summary>How the page looks: light or dark as the reader's system is, on a phone or a desk.</summary>
internal static class PageStyle
{
    /// <summary>Steps of a heat table's colours.</summary>
    public const int HeatSteps = 10;

    // Black and white: one of the two is readable on any colour.
    private static readonly Rgba Ink = new(0, 0, 0);
    private static readonly Rgba Paper = new(0xff, 0xff, 0xff);

    /// <summary>What is right: light theme, dark theme; each from nothing to all.</summary>
    private static readonly (Rgba[] Light, Rgba[] Dark) Right = (
        [new(0xf1, 0xf5, 0xfa), new(0x86, 0xb6, 0xe0), new(0x0b, 0x45, 0x80)],
        [new(0x1b, 0x24, 0x2f), new(0x2c, 0x68, 0xa3), new(0xa9, 0xd6, 0xff)]);

    /// <summary>What is wrong.</summary>
    private static readonly (Rgba[] Light, Rgba[] Dark) Wrong = (
        [new(0xfd, 0xf1, 0xe8), new(0xf1, 0xa6, 0x6d), new(0xa8, 0x3c, 0x06)],
        [new(0x2c, 0x20, 0x19), new(0xa6, 0x58, 0x24), new(0xff, 0xc5, 0x9b)]);

    /// <summary>The style sheet.</summary>
    public static string Css { get; } = Rules
        + Heat("right", Right.Light) + Heat("wrong", Wrong.Light)
        + "@media (prefers-color-scheme: dark) {\n" + Heat("right", Right.Dark) + Heat("wrong", Wrong.Dark) + "}\n";

    private const string Rules = """
        :root {
          color-scheme: light dark;
          --page: #fbfbf9; --card: #ffffff; --ink: #1b2026; --quiet: #5d6772; --line: #e0e3e6; --accent: #0b5cab; --bad: #a83c06;
        }
        @media (prefers-color-scheme: dark) {
          :root { --page: #12161b; --card: #1a2027; --ink: #e6eaee; --quiet: #9aa5b1; --line: #2d3640; --accent: #7cbcff; --bad: #ffb182; }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body {
          margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 70rem; background: var(--page); color: var(--ink);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif;
        }
        h1 { font-size: clamp(1.5rem, 1.1rem + 2vw, 2.25rem); line-height: 1.15; letter-spacing: -0.02em; margin: 0 0 .3rem; font-weight: 650; overflow-wrap: anywhere; }
        h2 { font-size: 1.3rem; letter-spacing: -0.01em; margin: 3.2rem 0 .4rem; font-weight: 620; }
        h3 { font-size: 1rem; margin: 1.8rem 0 .4rem; font-weight: 620; }
        p { margin: .3rem 0 .9rem; max-width: 44rem; }
        p.quiet, caption, figcaption, .quiet { color: var(--quiet); }
        code { font: .9em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
        nav { margin: 1.6rem 0 0; font-size: .9rem; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; }
        a { color: var(--accent); text-underline-offset: .15em; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.2rem, 1fr)); gap: .7rem; margin: 1.5rem 0 0; padding: 0; }
        .tiles div { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .75rem .9rem; }
        .tiles dt { font-size: .78rem; color: var(--quiet); }
        .tiles dd { margin: .1rem 0 0; font-size: 1.3rem; font-weight: 620; font-variant-numeric: tabular-nums; letter-spacing: -0.01em; }
        .note { border-left: 3px solid var(--bad); padding: .1rem 0 .1rem .8rem; }
        .scroll { overflow-x: auto; margin: .6rem 0 1rem; padding-bottom: .3rem; }
        table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
        caption { caption-side: top; text-align: left; font-size: .85rem; padding-bottom: .5rem; }
        caption div { max-width: min(40rem, calc(100vw - 2.5rem)); }
        th, td { padding: .28rem .6rem; text-align: left; font-weight: 400; }
        th { color: var(--quiet); }
        thead th { vertical-align: bottom; }
        .list th, .list td { border-bottom: 1px solid var(--line); }
        td.number, th.number { text-align: right; }
        .heat { border-collapse: separate; border-spacing: 2px; }
        .heat td, .heat thead th { text-align: center; padding: .2rem; min-width: 2.1rem; height: 2.1rem; border-radius: .25rem; }
        .heat tbody th, .heat tfoot th { text-align: right; white-space: nowrap; padding: 0 .5rem 0 0; }
        .heat .tall { writing-mode: vertical-rl; transform: rotate(180deg); white-space: nowrap; padding: .3rem 0; margin: 0 auto; text-align: left; }
        .heat .none { color: var(--quiet); opacity: .55; }
        .heat .sum { color: var(--quiet); padding-left: .5rem; }
        .shifts { table-layout: fixed; width: 100%; max-width: 33rem; }
        .shifts td, .shifts thead th { min-width: 0; padding: 0; font-size: .75rem; }
        .shifts tbody th, .shifts thead th { height: auto; font-size: .72rem; padding: 0; text-align: center; }
        .shifts .here { outline: 2px solid var(--ink); }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.2rem, 1fr)); gap: .8rem; padding: 0; margin: 1rem 0; list-style: none; }
        .cards li { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .7rem; font-size: .85rem; line-height: 1.4; overflow-wrap: anywhere; }
        .cards img { display: block; margin: 0 auto .55rem; border-radius: .25rem; }
        .cards b { font-weight: 620; }
        .bad { color: var(--bad); }
        .small { grid-template-columns: repeat(auto-fill, minmax(5.4rem, 1fr)); gap: .5rem; }
        .small li { padding: .45rem; text-align: center; font-size: .78rem; }
        img { max-width: 100%; height: auto; image-rendering: pixelated; }
        figure { margin: 0 0 1.4rem; min-width: 0; }
        figcaption { font-size: .82rem; line-height: 1.4; margin-bottom: .4rem; }
        figcaption b { color: var(--ink); font-weight: 620; }
        .maps { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr)); gap: .4rem 2rem; margin-top: .8rem; }
        .subject { display: flex; gap: 1rem; align-items: center; }
        .subject img { width: 4.5rem; border-radius: .3rem; }
        details { border-top: 1px solid var(--line); padding: .7rem 0; }
        details > summary { cursor: pointer; font-weight: 560; }
        .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 25rem), 1fr)); gap: 0 2.5rem; align-items: start; }
        .pair > * { min-width: 0; }
        svg { display: block; width: 100%; max-width: 38rem; height: auto; margin: .6rem 0; }
        svg text { fill: var(--quiet); font-size: 13px; font-family: inherit; }
        svg .grid { stroke: var(--line); stroke-width: 1; }
        svg .curve { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linejoin: round; }
        svg .dot { fill: var(--accent); }
        footer { margin-top: 4rem; color: var(--quiet); font-size: .82rem; border-top: 1px solid var(--line); padding-top: 1rem; }
        @media (max-width: 30rem) {
          body { padding: 1.5rem 1rem 3rem; }
          .heat { border-spacing: 1px; }
          .heat td, .heat thead th { min-width: 1.6rem; height: 1.8rem; font-size: .7rem; padding: .1rem; }
          svg text { font-size: 18px; }
          .heat tbody th { padding-right: .3rem; }
          .shifts td, .shifts th, .shifts thead th, .shifts tbody th { font-size: .62rem; border-radius: .15rem; }
        }
        @media print { body { max-width: none; } .scroll { overflow: visible; } }

        """;

    private static string Heat(string name, Rgba[] stops)
    {
        var css = new StringBuilder();
        for (var step = 0; step < HeatSteps; step++)
        {
            var place = step / (HeatSteps - 1.0) * (stops.Length - 1);
            var at = Math.Min((int)place, stops.Length - 2);
            var colour = ColourScale.Mix(stops[at], stops[at + 1], place - at);
            css.Append(System.Globalization.CultureInfo.InvariantCulture, $".{name}{step} {{ background: {Hex(colour)}; color: {Hex(Readable(colour))}; }}\n");
        }

        return css.ToString();
    }

    /// <summary>Dark or light text, whichever stands out more (Web Content Accessibility Guidelines 2.2, contrast ratio).</summary>
    private static Rgba Readable(Rgba background) => Contrast(Ink, background) >= Contrast(Paper, background) ? Ink : Paper;

    /// <summary>The guidelines' contrast ratio of two colours, 1 to 21.</summary>
    internal static double Contrast(Rgba a, Rgba b)
    {
        var (lighter, darker) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (lighter + 0.05) / (darker + 0.05);
    }

    private static double Luminance(Rgba colour) =>
        (0.2126 * Linear(colour.Red)) + (0.7152 * Linear(colour.Green)) + (0.0722 * Linear(colour.Blue));

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }

    private static string Hex(Rgba colour) => $"#{colour.Red:x2}{colour.Green:x2}{colour.Blue:x2}";
}
