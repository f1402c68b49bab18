using ActorSearch.Core.Experiments;
using ActorSearch.Data.Fetching;
using ActorSearch.Data.Folders;
using ActorSearch.Data.Glyphs;
using ActorSearch.Data.Idx;
using ActorSearch.Data.Images;
using ActorSearch.Data.Splits;

namespace ActorSearch.Data;

/// <summary>The data sets an experiment file may name.</summary>
public static class DataSets
{
    private static readonly string[] Digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    // Two studies of one process and a comparison between them; more would only hold memory.
    private static readonly SplitsCache Loaded = new(capacity: 4);

    /// <summary>Every data set that can be named.</summary>
    public static IReadOnlyList<DataSetInfo> Known { get; } =
    [
        new("glyphs", "digits drawn and distorted by the program itself, from the study's seed; nothing to fetch",
            GlyphSet.Channels, GlyphSet.Side, GlyphSet.Side, Digits, DataSetKind.Drawn),
        new("mnist", "handwritten digits, 60,000 to train on and 10,000 to test (LeCun, Cortes and Burges)",
            1, 28, 28, Digits, DataSetKind.Published),
        new("fashion-mnist", "pictures of clothes, 60,000 to train on and 10,000 to test (Zalando Research)",
            1, 28, 28,
            ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
            DataSetKind.Published),
        new(ImageFolder.Name, "PNG and JPEG photos of your own in folders named after their classes", ImageFolder.Channels, 0, 0, [],
            DataSetKind.Folder),
    ];

    private static readonly StackImageDecoder Decoder = new();

    /// <summary>
    /// The three splits of a data set. Loaded, or drawn, once per process for each <paramref name="spec"/>,
    /// <paramref name="seed"/> and <paramref name="sources"/>; safe to call from any number of threads. Files that
    /// are missing from the cache are fetched first.
    /// </summary>
    /// <param name="spec">What the experiment file asks for; a relative path starts at the current directory.</param>
    /// <param name="seed">Decides which image goes where, and what glyphs look like.</param>
    /// <param name="sources">Where files come from.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="DataException">The images cannot be had as asked.</exception>
    public static DataSplits Load(DataSetSpec spec, ulong seed, DataSources sources, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(sources);
        var info = Find(spec.Name);
        var whole = spec.Path is null ? spec : spec with { Path = FullPath(spec.Path) };
        return Loaded.GetOrLoad(whole, seed, sources, token => Build(whole, info, seed, sources, token), ct);
    }

    /// <summary>
    /// What a <c>dataset</c> section amounts to, without loading, drawing or fetching: of the files of a folder only
    /// the heads are read, of a folder of images at most the first, and of files still to be fetched the published sizes
    /// are taken.
    /// </summary>
    /// <exception cref="DataException">The section asks for what is not there.</exception>
    public static DataSetDescription Describe(DataSetSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        var info = Find(spec.Name);
        ImageResizing.Check(spec.Resize);
        if (info.Kind == DataSetKind.Folder)
        {
            return ImageFolder.Describe(spec, FolderPath(spec.Path));
        }

        SplitSizes sizes;
        if (info.Kind == DataSetKind.Drawn)
        {
            sizes = GlyphSet.Sizes(spec);
        }
        else
        {
            var (training, test) = spec.Path is null
                ? (PublishedSizes.Training, PublishedSizes.Test)
                : IdxFolder.Count(FullPath(spec.Path), info);
            sizes = SplitSizes.Of(spec, training, null, test);
        }

        var size = spec.Resize ?? new PixelSize(info.Height, info.Width);
        return new DataSetDescription(
            info.Name, info.Channels, size.Height, size.Width, info.ClassNames, sizes.Train, sizes.Validation, sizes.Test);
    }

    /// <summary>
    /// Looks at every file of a data set: in the cache for the published checksums, in a folder of the user's for
    /// sound content. Changes and fetches nothing.
    /// </summary>
    /// <exception cref="DataException">There is no data set of that name.</exception>
    public static DataSetCheck Verify(string name, string? path, DataSources sources)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var info = Find(name);
        if (info.Kind == DataSetKind.Drawn)
        {
            return new DataSetCheck(name, null, []);
        }

        if (info.Kind == DataSetKind.Folder)
        {
            return ImageFolder.Verify(FolderPath(path), Decoder);
        }

        return path is null
            ? Verification.OfCache(info, sources.Catalogue[name], CacheFolder(name, sources))
            : Verification.OfFolder(info, FullPath(path));
    }

    /// <summary>Fetches what is missing or damaged in the cache, and returns the folder.</summary>
    /// <exception cref="DataException">A file cannot be had, or there is nothing to fetch.</exception>
    public static async Task<string> FetchAsync(
        string name, DataSources sources, IProgress<FetchProgress>? progress, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(sources);
        if (Find(name).Kind is var kind and not DataSetKind.Published)
        {
            throw new DataException($"{name}: is {(kind == DataSetKind.Drawn ? "drawn by the program itself" : "a folder of your own")}; there is nothing to fetch.");
        }

        var folder = CacheFolder(name, sources);
        await new Fetcher(name, sources.Catalogue[name], folder, sources).EnsureAsync(progress, ct).ConfigureAwait(false);
        return folder;
    }

    private static DataSplits Build(
        DataSetSpec spec, DataSetInfo info, ulong seed, DataSources sources, CancellationToken ct)
    {
        ImageResizing.Check(spec.Resize);
        ImageSet train, validation, test;
        var classNames = info.ClassNames;
        if (info.Kind == DataSetKind.Drawn)
        {
            (train, validation, test) = GlyphSet.Draw(GlyphSet.Sizes(spec), seed, ct);
        }
        else if (info.Kind == DataSetKind.Folder)
        {
            (var images, classNames) = ImageFolder.Load(spec, FolderPath(spec.Path), sources, Decoder, ct);
            (train, validation, test) = images.Split(spec, seed);
        }
        else
        {
            var (training, testing) = spec.Path is null
                ? IdxFolder.Load(Cached(info, sources, ct), info, ct)
                : IdxFolder.Load(spec.Path, info, ct);
            (train, validation, test) = new SourceImages(training, null, testing).Split(spec, seed);
        }

        (train, validation, test) = (Resized(train), Resized(validation), Resized(test));
        ct.ThrowIfCancellationRequested();
        return new DataSplits(
            info.Name, train, validation, test, Fingerprint.Of(train, validation, test), classNames);

        ImageSet Resized(ImageSet set) => ImageResizing.Resized(set, spec.Resize, ct);
    }

    private static Dictionary<string, (string Path, byte[] Content)> Cached(
        DataSetInfo info, DataSources sources, CancellationToken ct)
    {
        var remote = sources.Catalogue[info.Name];
        var fetcher = new Fetcher(info.Name, remote, CacheFolder(info.Name, sources), sources);

        // On the thread pool, so that no synchronisation context of the caller's can block its continuations.
        Task.Run(() => fetcher.EnsureAsync(null, ct), ct).GetAwaiter().GetResult();
        return remote.Files.ToDictionary(
            file => Path.GetFileNameWithoutExtension(file.Name),
            file => (fetcher.PathOf(file), CachedFile.TryRead(fetcher.PathOf(file), file, out var problem)
                ?? throw new DataException($"{fetcher.PathOf(file)}: {problem}.")));
    }

    private static string CacheFolder(string name, DataSources sources) =>
        Path.Combine(Path.GetFullPath(sources.CacheFolder), name);

    private static string FullPath(string path)
    {
        try
        {
            return Path.GetFullPath(path);
        }
        catch (Exception error) when (error is ArgumentException or PathTooLongException)
        {
            throw new DataException($"dataset.path: '{path}' is no path: {error.Message}", error);
        }
    }

    private static string FolderPath(string? path) => FullPath(path
        ?? throw new DataException($"dataset.path: missing; {ImageFolder.Name} needs {FolderLister.Expected}."));

    private static DataSetInfo Find(string name) =>
        Known.FirstOrDefault(info => info.Name == name)
        ?? throw new DataException($"dataset.name: there is no data set '{name}'; take {KnownNames}.");

    private static string KnownNames => string.Join(", ", Known.Select(info => info.Name));

    private static class PublishedSizes
    {
        public const int Training = 60_000;
        public const int Test = 10_000;
    }
}
