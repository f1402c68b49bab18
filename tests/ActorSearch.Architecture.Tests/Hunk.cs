namespace ActorSearch.Architecture.Tests;

/// <summary>Lines of a file that a patch replaces, with the lines around them.</summary>
internal sealed record Hunk(string File, IReadOnlyList<string> Before)
{
    public bool IsIn(string text) => $"\n{text}".Contains($"\n{string.Join('\n', Before)}\n", StringComparison.Ordinal);

    public override string ToString() => $"{File}:\n{string.Join('\n', Before)}";

    public static IReadOnlyList<Hunk> AllOf(string patch)
    {
        List<Hunk> hunks = [];
        string file = "";
        List<string> before = [];
        foreach (string line in patch.Split('\n'))
        {
            if (line.StartsWith("--- a/", StringComparison.Ordinal))
            {
                file = line["--- a/".Length..];
            }
            else if (line.StartsWith("@@ ", StringComparison.Ordinal))
            {
                hunks.Add(new Hunk(file, before = []));
            }
            else if (hunks.Count > 0 && (line.StartsWith(' ') || (line.StartsWith('-') && !line.StartsWith("--- ", StringComparison.Ordinal))))
            {
                before.Add(line[1..]);
            }
        }

        return hunks;
    }
}
