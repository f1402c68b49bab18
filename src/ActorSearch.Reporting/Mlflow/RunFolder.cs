using System.Text;

namespace ActorSearch.Reporting.Mlflow;

/// <summary>
/// The files of one experiment or run. One that is right already is left alone, any other is replaced as a whole: an
/// MLflow that looks at the same moment finds the old one or the new one.
/// </summary>
internal sealed class RunFolder(string path)
{
    public const string Meta = "meta.yaml";
    public const string Metrics = "metrics";
    public const string Params = "params";
    public const string Tags = "tags";
    public const string Artifacts = "artifacts";

    /// <summary>MLflow takes every file of the inner folders for a figure; in the outer one it reads the meta file alone.</summary>
    private const string Temporary = "new.actorsearch";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The text of a file; null where there is none.</summary>
    public string? Read(string name) => Path.Combine(path, name) is var file && File.Exists(file) ? File.ReadAllText(file, Utf8) : null;

    /// <summary>Makes an inner folder.</summary>
    public void Make(string folder) => Directory.CreateDirectory(Path.Combine(path, folder));

    /// <summary>Writes a file.</summary>
    public void Write(string name, string text)
    {
        var file = Path.Combine(path, name);
        var bytes = Utf8.GetBytes(text);
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes))
        {
            return;
        }

        var temporary = Path.Combine(path, Temporary);
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, file, overwrite: true);
    }

    /// <summary>Writes the files of an inner folder, and takes those of our names away that there are none of any more.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="texts">The files that there are.</param>
    /// <param name="ours">All names that are ours; files of others stay.</param>
    public void WriteAll(string folder, IReadOnlyDictionary<string, string> texts, IEnumerable<string> ours)
    {
        Make(folder);
        foreach (var (name, text) in texts)
        {
            Write(Path.Combine(folder, name), text);
        }

        foreach (var name in ours.Where(n => !texts.ContainsKey(n)))
        {
            File.Delete(Path.Combine(path, folder, name));
        }
    }
}
