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
        if (File.Exists(_path))
        {
            RefuseWhatMustStay(name, _path);

            // A link stays a link: what it leads to is replaced.
            _path = File.ResolveLinkTarget(_path, returnFinalTarget: true)?.FullName ?? _path;
        }

        if (Directory.Exists(_path) || name.EndsWith('/'))
        {
            throw new InputException($"{name}: is a folder; --output needs a file");
        }

        if (Path.GetDirectoryName(_path) is not { } folder || !Directory.Exists(folder))
        {
            throw new InputException($"{name}: there is no folder {Path.GetDirectoryName(_path)}; make it first");
        }
    }

    /// <summary>Refuses devices and pipes, which a rename would remove, and stores, which hold what a report is made of.</summary>
    private static void RefuseWhatMustStay(string name, string path)
    {
        // Before the file is opened: a pipe would wait for its writer.
        if (FileKind.IsSpecial(path))
        {
            throw new InputException($"{name}: is no regular file; --output needs one, and without it the report goes to standard output");
        }

        try
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (StoreName.IsDatabase(handle))
            {
                throw new InputException($"{name}: is a store, which the report would replace; --output needs another file");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{name}: cannot be written: {exception.Message}");
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
