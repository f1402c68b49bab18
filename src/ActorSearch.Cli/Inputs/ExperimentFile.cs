using System.Text;
using ActorSearch.Core.Experiments;

namespace ActorSearch.Cli.Inputs;

/// <summary>Reads an experiment file from the disk.</summary>
internal static class ExperimentFile
{
    /// <summary>Bytes of the largest file that is read; the longest text that the reader takes has no more.</summary>
    private const int MaxBytes = 4 * ExperimentReader.MaxCharacters;

    /// <summary>Errors shown at a time: more than a screen helps nobody.</summary>
    private const int MaxErrors = 12;

    /// <summary>Reads and checks the experiment of a file.</summary>
    /// <exception cref="InputException">There is no such file, or it is wrong.</exception>
    public static ExperimentSpec Read(string path) => ExperimentReader.Read(ReadText(path)) switch
    {
        ExperimentReading.Valid { Spec: var spec } => spec,
        ExperimentReading.Invalid { Errors: var errors } => throw new InputException(
        [
            .. errors.Take(MaxErrors).Select(e => e.Format(path)),
            .. errors.Length > MaxErrors ? [$"{path}: and {errors.Length - MaxErrors} more errors"] : Array.Empty<string>(),
        ]),
        var other => throw new InvalidOperationException($"unknown reading {other}"),
    };

    private static string ReadText(string path)
    {
        if (Directory.Exists(path))
        {
            throw new InputException($"{path}: is a folder; expected an experiment file such as experiments/quickstart.yaml");
        }

        try
        {
            using var file = File.OpenRead(path);

            // A pipe has no length; what it holds is bounded by the reader's own limit.
            if (file.CanSeek && file.Length > MaxBytes)
            {
                throw new InputException($"{path}: has {file.Length} bytes; an experiment file has at most {MaxBytes}");
            }

            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return reader.ReadToEnd();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: no such file; expected an experiment file such as experiments/quickstart.yaml");
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{path}: is not UTF-8 text; expected an experiment file in YAML");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{path}: cannot be read: {exception.Message}");
        }
    }
}
