using ActorSearch.Core.Experiments;
using ActorSearch.Data.Images;
using ActorSearch.Data.Splits;

namespace ActorSearch.Data.Folders;

/// <summary>The data set <c>image-folder</c>: photos of the user's in folders named after their classes.</summary>
internal static class ImageFolder
{
    public const string Name = "image-folder";
    public const int Channels = ImageHead.Channels;

    private const int ProblemsShownByRun = 3;
    private const int ProblemsShownByVerify = 10;

    /// <exception cref="DataException">The folder holds no such data set, or not as much as is asked for.</exception>
    public static DataSetDescription Describe(DataSetSpec spec, string root)
    {
        var listing = List(root);
        var sizes = Sizes(spec, listing);
        var size = spec.Resize ?? SizeOf(listing.Training[0], root);
        return new DataSetDescription(
            Name, Channels, size.Height, size.Width, listing.ClassNames, sizes.Train, sizes.Validation, sizes.Test);
    }

    /// <summary>All images, out of the cache where they are in it.</summary>
    /// <exception cref="DataException">The folder, or an image in it, does not do.</exception>
    public static (SourceImages Images, IReadOnlyList<string> ClassNames) Load(
        DataSetSpec spec, string root, DataSources sources, IImageDecoder decoder, CancellationToken ct)
    {
        var listing = List(root);
        Sizes(spec, listing);
        ListedImage[] images = [.. listing.All];
        var cache = new DecodedCache(Path.Combine(Path.GetFullPath(sources.CacheFolder), Name));
        var key = DecodedCache.KeyOf(root, images, spec.Resize);
        if (cache.TryRead(key, images.Length, Channels) is not var (size, pixels))
        {
            (size, pixels, var problems) = FolderDecoding.Decode(images, root, spec.Resize, decoder, ct);
            Refuse(problems, root);
            cache.TryWrite(key, size, pixels);
        }

        var from = 0;
        return (new SourceImages(
            Set(listing.Training), listing.Validation is null ? null : Set(listing.Validation), listing.Test is null ? null : Set(listing.Test)),
            listing.ClassNames);

        ImageSet Set(IReadOnlyList<ListedImage> part)
        {
            var length = part.Count * Channels * size.Height * size.Width;
            var set = new ImageSet(
                Channels, size.Height, size.Width, listing.ClassNames.Count, pixels.AsMemory(from, length), part.Select(image => image.Label).ToArray());
            from += length;
            return set;
        }
    }

    /// <summary>Lists and decodes everything and says all that is wrong: the first few by name.</summary>
    public static DataSetCheck Verify(string root, IImageDecoder decoder)
    {
        FolderListing listing;
        try
        {
            listing = FolderLister.List(root);
        }
        catch (DataException error)
        {
            return new DataSetCheck(Name, root, [new FileCheck(Shown.OneLine(root), false, error.Message)]);
        }

        var files = new List<FileCheck>();
        Count("", listing.Test is null ? listing.Training : null);
        Count("train", listing.Test is null ? null : listing.Training);
        Count("validation", listing.Validation);
        Count("test", listing.Test);
        if (listing.PassedOver.Count > 0)
        {
            files.Add(new FileCheck(Shown.OneLine(root), true,
                $"passed over {string.Join(", ", listing.PassedOver.Select(each => $"{each.Value} {each.Key}"))}"));
        }

        var (sizes, broken) = FolderChecking.Check([.. listing.All], root, decoder);
        if (sizes.Count > 0)
        {
            files.Add(new FileCheck(Shown.OneLine(root), true, sizes.Count == 1
                ? $"all images are {sizes.Single()} pixels"
                : $"images have {sizes.Count} sizes, from {sizes.Min(each => each.Height)} to {sizes.Max(each => each.Height)} rows and "
                    + $"{sizes.Min(each => each.Width)} to {sizes.Max(each => each.Width)} columns; dataset.resize is needed"));
        }

        string[] problems = [.. listing.Problems, .. broken];
        files.AddRange(problems.Take(ProblemsShownByVerify).Select(problem => new FileCheck(problem[..problem.IndexOf(':', StringComparison.Ordinal)], false, problem)));
        if (problems.Length > ProblemsShownByVerify)
        {
            files.Add(new FileCheck(Shown.OneLine(root), false, $"and {problems.Length - ProblemsShownByVerify} more like these, {problems.Length} in all"));
        }

        return new DataSetCheck(Name, root, files);

        void Count(string split, IReadOnlyList<ListedImage>? images)
        {
            foreach (var group in images?.GroupBy(image => image.Label).OrderBy(group => group.Key) ?? Enumerable.Empty<IGrouping<byte, ListedImage>>())
            {
                files.Add(new FileCheck(Shown.OneLine(Path.Combine(root, split, listing.ClassNames[group.Key])), true, $"{group.Count()} images"));
            }
        }
    }

    private static FolderListing List(string root)
    {
        var listing = FolderLister.List(root);
        Refuse(listing.Problems, root);
        return listing;
    }

    private static SplitSizes Sizes(DataSetSpec spec, FolderListing listing) =>
        SplitSizes.Of(spec, listing.Training.Count, listing.Validation?.Count, listing.Test?.Count);

    private static PixelSize SizeOf(ListedImage image, string root)
    {
        var shown = FolderDecoding.ShownAs(root, image);
        var head = ImageFile.ReadHead(ImageFile.ReadBytes(image.Path, shown), shown);
        return new PixelSize(head.Height, head.Width);
    }

    private static void Refuse(IReadOnlyList<string> problems, string root)
    {
        if (problems.Count > 0)
        {
            throw new DataException(string.Join('\n', problems.Take(ProblemsShownByRun)) + (problems.Count <= ProblemsShownByRun ? "" :
                $"\nand {problems.Count - ProblemsShownByRun} more; 'actorsearch data verify {Name} --path {Shown.OneLine(root)}' names them."));
        }
    }
}
