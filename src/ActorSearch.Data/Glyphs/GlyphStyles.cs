namespace ActorSearch.Data.Glyphs;

/// <summary>
/// How people write the ten digits: several styles each, as pen strokes in a box of 100 x 100, y downwards.
/// </summary>
/// <remarks>
/// The commands are those of SVG paths, absolute: M moves the pen, L draws a line, C a cubic Bezier curve.
/// </remarks>
internal static class GlyphStyles
{
    private static readonly string[][] Written =
    [
        [
            "M50 5 C22 5 22 95 50 95 C78 95 78 5 50 5",
            "M58 8 C30 0 20 50 30 80 C40 105 75 95 75 50 C75 15 60 2 44 12",
            "M50 12 C15 12 15 88 50 88 C85 88 85 12 50 12",
        ],
        [
            "M50 5 L50 95",
            "M33 28 L54 6 L54 95",
            "M36 25 L52 8 L52 92 M32 93 L72 93",
        ],
        [
            "M26 26 C30 0 74 0 74 30 C74 52 40 72 25 93 L77 93",
            "M27 25 C35 2 72 2 70 32 C68 58 45 78 32 88 C22 96 22 78 34 80 C50 83 60 100 78 88",
            "M26 12 C50 4 72 8 70 28 C66 50 40 75 24 94 C45 86 62 92 78 94",
        ],
        [
            "M28 14 C45 -2 74 8 70 28 C67 44 50 46 44 47 C62 46 78 56 75 73 C70 98 36 100 24 84",
            "M28 8 L70 8 L46 42 C66 40 78 54 75 72 C70 97 38 98 26 84",
            "M28 18 C40 2 70 4 68 26 C66 42 50 48 42 46 C38 44 44 40 50 46 C70 50 76 60 74 74 C70 96 40 98 26 88",
        ],
        [
            "M32 8 C30 30 26 45 24 56 L78 56 M66 30 L64 95",
            "M62 95 L62 6 L22 66 L80 66",
            "M34 10 L28 52 C40 56 60 52 74 50 M68 8 C66 40 64 70 64 94",
        ],
        [
            "M72 8 L34 8 L31 44 C50 34 76 44 75 68 C73 96 38 98 25 84",
            "M36 10 L32 46 C52 36 74 46 73 68 C71 94 40 98 26 86 M36 10 L74 7",
            "M70 10 C55 6 42 8 38 12 C34 25 30 38 34 44 C50 38 74 48 70 72 C66 94 40 96 28 86",
        ],
        [
            "M66 8 C40 20 26 50 28 72 C30 98 72 98 72 72 C72 48 38 46 29 70",
            "M56 5 C36 30 26 60 32 80 C40 98 70 94 68 72 C66 54 42 54 32 76",
            "M70 14 C50 0 26 30 27 66 C28 100 74 100 73 70 C72 44 34 46 28 66",
        ],
        [
            "M25 9 L75 9 C62 35 50 62 44 95",
            "M25 10 L75 10 L46 95 M34 52 L68 50",
            "M26 22 L28 9 C45 12 60 10 74 8 C66 36 48 60 46 95",
        ],
        [
            "M70 22 C60 0 28 4 32 26 C36 46 72 50 72 74 C72 100 28 100 28 74 C28 50 66 46 70 22",
            "M50 48 C22 44 24 6 50 6 C76 6 78 44 50 48 C18 52 18 95 50 95 C82 95 82 52 50 48",
            "M66 12 C40 -2 24 20 40 38 C55 50 74 60 70 80 C64 100 28 98 30 76 C32 56 62 44 68 18",
        ],
        [
            "M72 30 C68 2 28 2 28 30 C28 56 66 56 72 30 C72 55 68 75 64 95",
            "M70 26 C60 0 28 8 30 34 C33 56 64 52 70 26 L70 95",
            "M72 28 C66 2 30 4 28 30 C28 56 64 54 72 28 C76 60 66 98 34 90",
        ],
    ];

    /// <summary>The styles of each digit; a style is a list of pen moves.</summary>
    public static PenMove[][][] OfDigit { get; } =
        [.. Written.Select(styles => styles.Select(PenMove.Parse).ToArray())];
}
