namespace ActorSearch.Data.Folders;

/// <summary>
/// Lists a folder of images: <c>train/CLASS/*</c> and <c>test/CLASS/*</c>, and <c>validation/CLASS/*</c> or
/// <c>val/CLASS/*</c> where there is one; or <c>CLASS/*</c>. Opens no file.
/// </summary>
internal sealed class FolderLister
{
    public const int MaxClasses = byte.MaxValue + 1;
    public const string Expected = "a folder of train/CLASS/IMAGE and test/CLASS/IMAGE, or of CLASS/IMAGE, where images are .png, .jpg or .jpeg";

    private const string Hidden = "hidden";

    private readonly string _root;
    private readonly string _realRoot;
    private readonly List<string> _problems = [];
    private readonly SortedDictionary<string, int> _passedOver = new(StringComparer.Ordinal);

    private FolderLister(string root, string realRoot) => (_root, _realRoot) = (root, realRoot);

    /// <exception cref="DataException">There is no such folder, or it cannot be listed.</exception>
    public static FolderListing List(string root)
    {
        var shown = Shown.OneLine(root);
        if (!Directory.Exists(root))
        {
            throw new DataException(File.Exists(root)
                ? $"{shown}: is a file; image-folder needs {Expected}."
                : $"{shown}: does not exist; image-folder needs {Expected}.");
        }

        try
        {
            return new FolderLister(root, RealPath.Of(root) ?? root).List();
        }
        catch (UnauthorizedAccessException)
        {
            throw new DataException($"{shown}: it, or a folder in it, may not be read; check the permissions.");
        }
        catch (IOException error)
        {
            throw new DataException($"{shown}: cannot be listed: {Shown.OneLine(error.Message)}", error);
        }
    }

    private FolderListing List()
    {
        var folders = Folders(_root, "holds images beside the folders of its classes");
        var names = folders.Select(folder => folder.Name).ToHashSet(StringComparer.Ordinal);
        var isOfSplits = names.Contains("train") && (names.Contains("test") || HoldsFolders(folders.First(each => each.Name == "train")));
        return isOfSplits ? OfSplits(folders, names) : OfClasses(folders);
    }

    private FolderListing OfClasses(List<(string Name, string Path)> folders)
    {
        var classes = ClassNames(folders, _root);
        return Listing(classes, Images(folders, classes, _root), null, null);
    }

    private FolderListing OfSplits(List<(string Name, string Path)> folders, HashSet<string> names)
    {
        if (!names.Contains("test"))
        {
            _problems.Add($"{Show(_root)}: has a folder train, but none called test.");
        }

        if (names.Contains("validation") && names.Contains("val"))
        {
            _problems.Add($"{Show(_root)}: has two folders of validation images, validation and val; keep one.");
        }

        foreach (var (name, path) in folders.Where(each => each.Name is not ("train" or "test" or "validation" or "val")))
        {
            PassOver($"folder {Shown.OneLine(name)}");
        }

        var train = ClassFolders("train")!;
        var classes = ClassNames(train, Path.Combine(_root, "train"));
        return Listing(
            classes, Images(train, classes, Path.Combine(_root, "train")), Split("validation") ?? Split("val"), Split("test") ?? []);

        List<(string Name, string Path)>? ClassFolders(string split) => names.Contains(split)
            ? Folders(folders.First(each => each.Name == split).Path, "holds images beside the folders of its classes")
            : null;

        List<ListedImage>? Split(string split)
        {
            if (ClassFolders(split) is not { } found)
            {
                return null;
            }

            var folder = Path.Combine(_root, split);
            foreach (var lacking in classes.Except(found.Select(each => each.Name)))
            {
                _problems.Add($"{Show(folder)}: has no folder {lacking}, which train has.");
            }

            foreach (var (name, path) in found.Where(each => !classes.Contains(each.Name)))
            {
                _problems.Add($"{Show(path)}: train has no such class; rename the folder or take it away.");
            }

            return Images(found, classes, folder);
        }
    }

    private FolderListing Listing(
        List<string> classes, List<ListedImage> training, List<ListedImage>? validation, List<ListedImage>? test) =>
        new(_root, classes, training, validation, test, _problems, _passedOver);

    private List<string> ClassNames(List<(string Name, string Path)> folders, string folder)
    {
        var names = folders.Select(each => each.Name).Order(StringComparer.Ordinal).ToList();
        if (names.Count is < 2 or > MaxClasses)
        {
            _problems.Add($"{Show(folder)}: holds {names.Count} folder{(names.Count == 1 ? "" : "s")} of classes; image-folder needs 2 to {MaxClasses}: {Expected}.");
        }

        foreach (var name in names.Where(Shown.HasHarmful))
        {
            _problems.Add($"{Show(Path.Combine(folder, name))}: a class's name may not have control characters; rename the folder.");
        }

        foreach (var alike in names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            _problems.Add($"{Show(folder)}: the classes {string.Join(" and ", alike.Select(Shown.OneLine))} differ in case alone; rename one or join them.");
        }

        return names;
    }

    // Class by class in turn, the first image of each, the second of each: any beginning of the list mixes the classes.
    private List<ListedImage> Images(List<(string Name, string Path)> folders, List<string> classes, string parent)
    {
        var byClass = folders.Where(each => classes.IndexOf(each.Name) is >= 0 and < MaxClasses)
            .OrderBy(each => each.Name, StringComparer.Ordinal)
            .Select(each => ImagesOf(each.Path, Path.Combine(parent, each.Name), (byte)classes.IndexOf(each.Name)))
            .ToList();
        var mixed = new List<ListedImage>(byClass.Sum(each => each.Count));
        for (var i = 0; mixed.Count < mixed.Capacity; i++)
        {
            mixed.AddRange(byClass.Where(each => i < each.Count).Select(each => each[i]));
        }

        return mixed;
    }

    private List<ListedImage> ImagesOf(string realFolder, string folder, byte label)
    {
        var problems = _problems.Count;
        var images = new List<ListedImage>();
        foreach (var entry in new DirectoryInfo(realFolder).EnumerateFileSystemInfos().OrderBy(each => each.Name, StringComparer.Ordinal))
        {
            var path = Path.Combine(folder, entry.Name);
            if (entry.Name.StartsWith('.'))
            {
                PassOver(Hidden);
            }
            else if (Followed(entry, path) is not { } real)
            {
                continue;
            }
            else if (Directory.Exists(real))
            {
                _problems.Add($"{Show(path)}: is a folder within a class; images lie directly in their class's folder.");
            }
            else if (!IsImageName(entry.Name))
            {
                PassOver(Path.GetExtension(entry.Name) is { Length: > 1 } extension ? Shown.OneLine(extension) : "without extension");
            }
            else
            {
                var file = new FileInfo(real);
                images.Add(new ListedImage(
                    Path.GetRelativePath(_root, path).Replace(Path.DirectorySeparatorChar, '/'), real, label, file.Length, file.LastWriteTimeUtc.Ticks));
            }
        }

        if (images.Count == 0 && _problems.Count == problems)
        {
            _problems.Add($"{Show(folder)}: holds no image (.png, .jpg or .jpeg); fill the folder or take it away.");
        }

        return images;
    }

    /// <summary>The folders in a folder, hidden ones left out; files there are passed over, images are a problem.</summary>
    private List<(string Name, string Path)> Folders(string folder, string whereImages)
    {
        var found = new List<(string Name, string Path)>();
        var hasImages = false;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(each => each.Name, StringComparer.Ordinal))
        {
            if (entry.Name.StartsWith('.'))
            {
                PassOver(Hidden);
            }
            else if (Followed(entry, Path.Combine(folder, entry.Name)) is not { } real)
            {
                continue;
            }
            else if (Directory.Exists(real))
            {
                found.Add((entry.Name, real));
            }
            else if (IsImageName(entry.Name))
            {
                hasImages = true;
            }
            else
            {
                PassOver(Path.GetExtension(entry.Name) is { Length: > 1 } extension ? Shown.OneLine(extension) : "without extension");
            }
        }

        if (hasImages)
        {
            _problems.Add($"{Show(folder)}: {whereImages}; expected {Expected}.");
        }

        return found;
    }

    /// <summary>Where an entry really lies; null, and a problem noted, where that is out of the folder or nowhere.</summary>
    private string? Followed(FileSystemInfo entry, string path)
    {
        if (entry.LinkTarget is not { } target)
        {
            return entry.FullName;
        }

        if (RealPath.Of(entry.FullName) is not { } real)
        {
            _problems.Add($"{Show(path)}: is a link to {Shown.OneLine(target)}, which leads nowhere or round in circles.");
        }
        else if (!RealPath.IsWithin(real, _realRoot))
        {
            _problems.Add($"{Show(path)}: is a link to {Shown.OneLine(target)}, out of the data set's folder; put the images themselves there.");
        }
        else
        {
            return real;
        }

        return null;
    }

    private static bool HoldsFolders((string Name, string Path) folder) =>
        new DirectoryInfo(folder.Path).EnumerateDirectories().Any(each => !each.Name.StartsWith('.'));

    private static bool IsImageName(string name) =>
        Path.GetExtension(name).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG";

    private void PassOver(string kind) => _passedOver[kind] = _passedOver.GetValueOrDefault(kind) + 1;

    private static string Show(string path) => Shown.OneLine(path);
}
