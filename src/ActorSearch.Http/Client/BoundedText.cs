namespace ActorSearch.Http.Client;

/// <summary>Reads small texts, and of what is not small only so much: a device such as /dev/zero never ends.</summary>
public static class BoundedText
{
    /// <summary>All that a reader gives; null where it is more than so many characters.</summary>
    public static string? Read(TextReader reader, int maxLength)
    {
        var text = new char[Math.Min(maxLength, 4096) + 1];
        var length = 0;
        while (reader.ReadBlock(text, length, text.Length - length) is > 0 and var read)
        {
            length += read;
            if (length > maxLength)
            {
                return null;
            }

            if (length == text.Length)
            {
                Array.Resize(ref text, (int)Math.Min((2L * length) + 1, maxLength + 1L));
            }
        }

        return new string(text, 0, length);
    }

    /// <summary>The text of a file.</summary>
    /// <exception cref="IOException">It cannot be read, or is longer.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    internal static string ReadFile(string path, int maxLength)
    {
        using var reader = new StreamReader(path);
        return Read(reader, maxLength) ?? throw new IOException($"it has more than {maxLength} characters");
    }
}
