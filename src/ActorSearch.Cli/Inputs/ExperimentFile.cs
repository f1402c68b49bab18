using ActorSearch.Core.Experiments;

namespace ActorSearch.Cli.Inputs;

/// <summary>Reads an experiment file from the disk.</summary>
internal static class ExperimentFile
{
    /// <summary>Bytes of the largest file that is read; the longest text that the reader takes has no more.</summary>
    private const int MaxBytes = 4 * ExperimentReader.MaxCharacters;

    /// <summary>Errors shown at a time: more than a screen helps nobody.</summary>
    private const int MaxErrors = 12;

    /// <summary>The text of a file.</summary>
    /// <exception cref="InputException">There is no such file, or it is no text.</exception>
    public static string ReadText(string path) => SmallFile.ReadText(path, MaxBytes, "an experiment file (YAML) such as experiments/quickstart.yaml");

    /// <summary>Checks the text of an experiment file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">What the file is called, for messages.</param>
    /// <exception cref="InputException">It is wrong.</exception>
    public static ExperimentSpec Parse(string text, string path) => ExperimentReader.Read(text) switch
    {
        ExperimentReading.Valid { Spec: var spec } => spec,
        ExperimentReading.Invalid { Errors: var errors } => throw new InputException(
        [
            .. errors.Take(MaxErrors).Select(e => e.Format(path)),
            .. errors.Length > MaxErrors ? [$"{path}: and {errors.Length - MaxErrors} more errors"] : Array.Empty<string>(),
        ]),
        var other => throw new InvalidOperationException($"unknown reading {other}"),
    };
}
