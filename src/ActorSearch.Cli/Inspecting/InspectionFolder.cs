using System.Text;
using ActorSearch.Cli.Inputs;
using ActorSearch.Reporting.Inspection;

namespace ActorSearch.Cli.Inspecting;

/// <summary>
/// The folder of a page, written as a whole: whoever looks finds the old page or the new one. Only a folder that is
/// empty, or that holds such a page and nothing else, is replaced.
/// </summary>
internal sealed class InspectionFolder
{
    /// <summary>The mark stands near the top of a page.</summary>
    private const int HeadBytes = 4096;

    private readonly string _name;
    private readonly string _path;

    /// <summary>Checks that a page can be there; nothing is written yet.</summary>
    /// <exception cref="InputException">It cannot.</exception>
    public InspectionFolder(string name)
    {
        _name = name;
        try
        {
            if (name.Length == 0)
            {
                throw new InputException("--output: the name is empty; expected a folder");
            }

            _path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(name));
            if (File.Exists(_path))
            {
                throw new InputException($"--output: {name} is a file; expected a folder, or a new name");
            }

            if (Directory.Exists(_path) && !MayBeReplaced(_path))
            {
                throw new InputException($"--output: {name} holds other things than a page of 'actorsearch inspect'; expected an empty folder, or a new name");
            }

            if (Path.GetDirectoryName(_path) is not { } parent || !Directory.Exists(parent))
            {
                throw new InputException($"--output: {name}: there is no folder {Path.GetDirectoryName(_path)}; make it first");
            }
        }
        catch (Exception exception) when (exception is ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new InputException($"--output: '{name}' cannot be used: {exception.Message}");
        }
    }

    /// <summary>The page's path.</summary>
    public string PagePath => Path.Combine(_path, InspectionPage.IndexName);

    /// <summary>Writes the files, in place of those that were there.</summary>
    /// <exception cref="InputException">The disk refuses; the old page is as it was.</exception>
    public void Write(IEnumerable<InspectionFile> files)
    {
        var unfinished = $"{_path}.{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(unfinished);
            foreach (var file in files)
            {
                var path = Path.Combine(unfinished, file.Name);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                stream.Write(file.Content.Span);
            }

            if (Directory.Exists(_path))
            {
                Replace(unfinished);
            }
            else
            {
                Directory.Move(unfinished, _path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            throw new InputException($"{_name}: cannot be written: {exception.Message}");
        }
    }

    /// <summary>Puts the new page in the old one's place; where that fails, the old one is put back.</summary>
    private void Replace(string unfinished)
    {
        var old = $"{_path}.{Environment.ProcessId}.old";
        Directory.Move(_path, old);
        try
        {
            Directory.Move(unfinished, _path);
        }
        catch
        {
            Directory.Move(old, _path);
            throw;
        }

        Directory.Delete(old, recursive: true);
    }

    private static bool MayBeReplaced(string folder)
    {
        // A link is somebody's own arrangement.
        if (new DirectoryInfo(folder).LinkTarget is not null)
        {
            return false;
        }

        var entries = Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).ToHashSet();
        return entries.Count == 0
            || (entries.Remove(InspectionPage.IndexName) && IsOwnPage(Path.Combine(folder, InspectionPage.IndexName))
                && (entries.Count == 0 || (entries.SetEquals([InspectionPage.PicturesName]) && HasOnlyPictures(folder))));
    }

    private static bool HasOnlyPictures(string folder)
    {
        var pictures = new DirectoryInfo(Path.Combine(folder, InspectionPage.PicturesName));
        return pictures is { Exists: true, LinkTarget: null }
            && pictures.EnumerateFileSystemInfos().All(e => e is FileInfo && e.Extension == ".png");
    }

    private static bool IsOwnPage(string path)
    {
        var head = new byte[HeadBytes];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(head, 0, length).Contains(InspectionPage.Mark, StringComparison.Ordinal);
    }
}
