namespace ActorSearch.Cli.Progress.Screen;

/// <summary>The characters that the display draws with.</summary>
/// <param name="Full">What is done, of a bar.</param>
/// <param name="Running">What is being done.</param>
/// <param name="Empty">What waits.</param>
/// <param name="Steps">Heights of a small curve, the lowest first; empty where the terminal cannot show them.</param>
internal sealed record ScreenGlyphs(char Full, char Running, char Empty, string Steps)
{
    private static readonly ScreenGlyphs Ascii = new('#', '=', '.', string.Empty);
    private static readonly ScreenGlyphs Unicode = new('━', '╌', '─', "▁▂▃▄▅▆▇█");

    /// <summary>Those that a terminal can show.</summary>
    public static ScreenGlyphs For(bool isUnicode) => isUnicode ? Unicode : Ascii;
}
