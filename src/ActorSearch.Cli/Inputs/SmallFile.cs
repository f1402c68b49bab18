using System.Text;
using ActorSearch.Http.Client;

namespace ActorSearch.Cli.Inputs;

/// <summary>Text files that people write: read as a whole, with a bound.</summary>
internal static class SmallFile
{
    /// <summary>The text of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="maxBytes">Bytes of the largest file that is read.</param>
    /// <param name="expected">What it should be, such as "an experiment file".</param>
    /// <exception cref="InputException">It is not there, cannot be read, is too large, or is no text.</exception>
    public static string ReadText(string path, int maxBytes, string expected)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"{path}: is a folder; expected {expected}");
        }

        try
        {
            using var file = File.OpenRead(path);

            if (file.CanSeek && file.Length > maxBytes)
            {
                throw new InputException($"{path}: has {file.Length} bytes; at most {maxBytes} are read");
            }

            // A pipe or a device has no length to ask for, and perhaps no end.
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return BoundedText.Read(reader, maxBytes) ?? throw new InputException($"{path}: goes on beyond {maxBytes} bytes; at most that many are read");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: no such file; expected {expected}");
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{path}: is not UTF-8 text; expected {expected}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{path}: cannot be read: {exception.Message}");
        }
    }
}
