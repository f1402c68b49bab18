using System.Globalization;

namespace ActorSearch.Data.Glyphs;

/// <summary>One command of a stroke: move, line or cubic Bezier curve, in a unit box, y downwards.</summary>
/// <param name="Command">M, L or C.</param>
/// <param name="Points">One point, or a curve's two control points and its end.</param>
internal sealed record PenMove(char Command, (double X, double Y)[] Points)
{
    private const double BoxSide = 100;

    /// <summary>Reads a list of moves written as an SVG path of absolute M, L and C commands.</summary>
    public static PenMove[] Parse(string path)
    {
        var moves = new List<PenMove>();
        var words = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var at = 0; at < words.Length;)
        {
            var command = words[at][0];
            var count = command == 'C' ? 3 : 1;
            var points = new (double, double)[count];
            for (var i = 0; i < count; i++, at += 2)
            {
                points[i] = (Number(words[at].TrimStart(command)), Number(words[at + 1]));
            }

            moves.Add(new PenMove(command, points));
        }

        return [.. moves];
    }

    private static double Number(string word) => double.Parse(word, CultureInfo.InvariantCulture) / BoxSide;
}
