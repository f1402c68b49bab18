namespace ActorSearch.Akka.Configuration;

/// <summary>
/// Looks whether the braces and quotes of a HOCON text match: Akka's reader takes a text that ends too soon for a whole
/// one, and says nothing.
/// </summary>
internal static class HoconBraces
{
    private const string Block = "\"\"\"";

    /// <summary>What is wrong, with its line; null where nothing is.</summary>
    public static string? FindFault(string text)
    {
        var open = new Stack<(char Brace, int Line)>();
        var line = 1;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\n':
                    line++;
                    break;
                case '#':
                case '/' when text.AsSpan(i).StartsWith("//", StringComparison.Ordinal):
                    // The end of the line ends it, and is counted.
                    i += Math.Max(text.AsSpan(i).IndexOf('\n') is >= 0 and var rest ? rest : text.Length - i, 1) - 1;
                    break;
                case '"':
                    var length = LengthOfString(text.AsSpan(i));
                    if (length < 0)
                    {
                        return $"line {line}: this text is never closed with {(IsBlock(text.AsSpan(i)) ? Block : "\"")}";
                    }

                    line += text.AsSpan(i, length).Count('\n');
                    i += length - 1;
                    break;
                case '{' or '[':
                    open.Push((text[i], line));
                    break;
                case '}' or ']':
                    if (!open.TryPop(out var last) || last.Brace != (text[i] == '}' ? '{' : '['))
                    {
                        return $"line {line}: nothing is open that this {text[i]} closes";
                    }

                    break;
            }
        }

        return open.TryPop(out var left) ? $"line {left.Line}: this {left.Brace} is never closed" : null;
    }

    private static bool IsBlock(ReadOnlySpan<char> text) => text.StartsWith(Block, StringComparison.Ordinal);

    /// <summary>Characters of a text in quotes, with them; -1 where it does not end.</summary>
    private static int LengthOfString(ReadOnlySpan<char> text)
    {
        if (IsBlock(text))
        {
            var end = text[Block.Length..].IndexOf(Block, StringComparison.Ordinal);
            return end < 0 ? -1 : end + (2 * Block.Length);
        }

        for (var i = 1; i < text.Length && text[i] != '\n'; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '"')
            {
                return i + 1;
            }
        }

        return -1;
    }
}
