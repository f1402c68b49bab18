namespace ActorSearch.Data.Idx;

/// <summary>The four files of MNIST and its look-alikes, in a folder, each as it is or in gzip.</summary>
internal static class IdxFolder
{
    public const string TrainImages = "train-images-idx3-ubyte";
    public const string TrainLabels = "train-labels-idx1-ubyte";
    public const string TestImages = "t10k-images-idx3-ubyte";
    public const string TestLabels = "t10k-labels-idx1-ubyte";

    /// <summary>How many images the two image files announce.</summary>
    /// <exception cref="DataException">A file is missing, cannot be read or does not fit the data set.</exception>
    public static (int Training, int Test) Count(string folder, DataSetInfo info)
    {
        return (CountOf(TrainImages, TrainLabels), CountOf(TestImages, TestLabels));

        int CountOf(string images, string labels)
        {
            var imagePath = Find(folder, images, info);
            var header = IdxReader.ReadHeader(imagePath, IdxKind.Images);
            CheckShape(header, info, imagePath);
            var labelPath = Find(folder, labels, info);
            CheckCounts(header.Count, imagePath, IdxReader.ReadHeader(labelPath, IdxKind.Labels).Count, labelPath);
            return header.Count;
        }
    }

    /// <summary>The training file's images and the test file's.</summary>
    /// <exception cref="DataException">A file is missing, cannot be read or does not fit the data set.</exception>
    public static (ImageSet Training, ImageSet Test) Load(string folder, DataSetInfo info, CancellationToken ct) =>
        Assemble(info, name => Find(folder, name, info), (path, kind, check) => IdxReader.Read(path, kind, check), ct);

    /// <summary>The same out of files already in memory, by their names without <c>.gz</c>.</summary>
    public static (ImageSet Training, ImageSet Test) Load(
        IReadOnlyDictionary<string, (string Path, byte[] Content)> files, DataSetInfo info, CancellationToken ct)
    {
        var contents = files.Values.ToDictionary(file => file.Path, file => file.Content);
        return Assemble(
            info, name => files[name].Path,
            (path, kind, check) => IdxReader.Read(contents[path], kind, path, check), ct);
    }

    /// <summary>The file of that name in the folder, with or without <c>.gz</c>.</summary>
    /// <exception cref="DataException">Neither is there; says what the folder must hold.</exception>
    public static string Find(string folder, string name, DataSetInfo info)
    {
        var plain = Path.Combine(folder, name);
        var packed = plain + ".gz";
        if (Path.Exists(plain))
        {
            return plain;
        }

        if (Path.Exists(packed))
        {
            return packed;
        }

        throw new DataException(!Path.Exists(folder)
            ? $"{folder}: does not exist; {info.Name} needs a folder with {FourFiles}."
            : File.Exists(folder)
                ? $"{folder}: is a file; {info.Name} needs the folder with {FourFiles}."
                : $"{folder}: holds neither {name} nor {name}.gz; {info.Name} needs {FourFiles}.");
    }

    internal static string FourFiles =>
        $"{TrainImages}, {TrainLabels}, {TestImages} and {TestLabels}, each with or without .gz";

    internal static void CheckLabels(ReadOnlySpan<byte> labels, DataSetInfo info, string path)
    {
        var at = labels.IndexOfAnyInRange((byte)info.ClassNames.Count, byte.MaxValue);
        if (at >= 0)
        {
            throw new DataException(
                $"{path}: label {labels[at]} at position {at}; the labels of {info.Name} are 0 to {info.ClassNames.Count - 1}.");
        }
    }

    internal static void CheckShape(IdxHeader header, DataSetInfo info, string path)
    {
        if (header.Height != info.Height || header.Width != info.Width)
        {
            throw new DataException(
                $"{path}: images of {header.Height}x{header.Width} pixels; those of {info.Name} are {info.Height}x{info.Width}.");
        }
    }

    private delegate (IdxHeader Header, byte[] Payload) Reader(string path, IdxKind kind, Action<IdxHeader> check);

    private static (ImageSet Training, ImageSet Test) Assemble(
        DataSetInfo info, Func<string, string> find, Reader read, CancellationToken ct)
    {
        return (One(TrainImages, TrainLabels), One(TestImages, TestLabels));

        ImageSet One(string images, string labels)
        {
            // Labels first: they are small, and what they say is checked before the large file is read.
            var (imagePath, labelPath) = (find(images), find(labels));
            ct.ThrowIfCancellationRequested();
            var (_, labelBytes) = read(labelPath, IdxKind.Labels, _ => { });
            CheckLabels(labelBytes, info, labelPath);
            ct.ThrowIfCancellationRequested();
            var (_, pixels) = read(imagePath, IdxKind.Images, header =>
            {
                CheckShape(header, info, imagePath);
                CheckCounts(header.Count, imagePath, labelBytes.Length, labelPath);
            });
            return new ImageSet(info.Channels, info.Height, info.Width, info.ClassNames.Count, pixels, labelBytes);
        }
    }

    private static void CheckCounts(int images, string imagePath, int labels, string labelPath)
    {
        if (images != labels)
        {
            throw new DataException(
                $"{imagePath}: has {images} images, but {labelPath} has {labels} labels; do they belong together?");
        }
    }
}
