namespace ActorSearch.Cli.Inputs;

/// <summary>Words of a command that people may copy into a shell.</summary>
internal static class ShellWord
{
    /// <summary>The word, in quotes where a shell would take it for something else.</summary>
    public static string Quote(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || "/._-:+,@%".Contains(c, StringComparison.Ordinal))
            ? text
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
