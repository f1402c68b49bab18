namespace ActorSearch.Core.Yaml;

/// <summary>One thing that is wrong with a file of YAML.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="Column">Column of the line, from 1.</param>
/// <param name="Key">The key it is about, with dots between levels; empty for the file as a whole.</param>
/// <param name="Message">What is wrong, and what would be right.</param>
public sealed record YamlError(int Line, int Column, string Key, string Message)
{
    /// <summary>The error as one line: <c>lenet.yaml:12:5: space.kernel_size: ...</c>.</summary>
    public string Format(string file) => Key.Length == 0
        ? $"{file}:{Line}:{Column}: {Message}"
        : $"{file}:{Line}:{Column}: {Key}: {Message}";
}
