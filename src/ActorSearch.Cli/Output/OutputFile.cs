using ActorSearch.Cli.Inputs;

namespace ActorSearch.Cli.Output;

/// <summary>A file to write as a whole: whoever looks finds the old one or the new one, never half of one.</summary>
internal sealed class OutputFile
{
    private readonly string _name;
    private readonly string _path;

    /// <summary>Checks that a file can be there; nothing is written yet.</summary>
    /// <exception cref="InputException">It cannot.</exception>
    public OutputFile(string name)
    {
        if (name.Length == 0)
        {
            throw new InputException("--output: the name is empty; expected a file");
        }

        _name = name;
        _path = Path.GetFullPath(name);
        if (Directory.Exists(_path) || name.EndsWith('/'))
        {
            throw new InputException($"{name}: is a folder; --output needs a file");
        }

        if (Path.GetDirectoryName(_path) is not { } folder || !Directory.Exists(folder))
        {
            throw new InputException($"{name}: there is no folder {Path.GetDirectoryName(_path)}; make it first");
        }
    }

    /// <summary>Writes the file.</summary>
    /// <exception cref="InputException">The disk refuses; the old file is as it was.</exception>
    public void Write(Action<Stream> write)
    {
        var temporary = $"{_path}.{Environment.ProcessId}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, _path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            throw new InputException($"{_name}: cannot be written: {exception.Message}");
        }
    }
}
