namespace ActorSearch.Core.Yaml;

/// <summary>One thing that is wrong with a file of YAML.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">Column of the line, from 1.</param>
/// <param name="Key">The key it is about, with dots between levels; empty for the file as a whole.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record YamlError(int Line, int Column, string Key, string Message)
{
    /// <summary>The option of the command line that the value comes from, in place of a line of the file; null for the file.</summary>
    public string? Option { get; init; }

    /// <summary>The error as one line: <c>lenet.yaml:12:5: space.kernel_size: ...</c>, or <c>--set training.epochs: ...</c>.</summary>
    public string Format(string file) => (Option, Key) switch
    {
        ({ } option, _) => $"{option}: {Message}",
        (_, "") => $"{file}:{Line}:{Column}: {Message}",
        _ => $"{file}:{Line}:{Column}: {Key}: {Message}",
    };
}
