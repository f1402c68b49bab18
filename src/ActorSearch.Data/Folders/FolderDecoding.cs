using System.Collections.Concurrent;
using ActorSearch.Core.Experiments;
using ActorSearch.Data.Images;

namespace ActorSearch.Data.Folders;

/// <summary>Decodes the images of a folder, in parallel, into one array.</summary>
internal static class FolderDecoding
{
    /// <summary>All images at one size.</summary>
    /// <param name="images">The images, in the order of the result.</param>
    /// <param name="root">The folder, for messages.</param>
    /// <param name="resize">The size to bring them to; null where all must have the size of the first.</param>
    /// <param name="decoder">What decodes.</param>
    /// <param name="ct">Gives up.</param>
    /// <returns>The size and N x 3 x H x W bytes, and what is wrong with images, in their order.</returns>
    /// <exception cref="DataException">The images take more than one array, or there is no decoder.</exception>
    public static (PixelSize Size, byte[] Pixels, IReadOnlyList<string> Problems) Decode(
        IReadOnlyList<ListedImage> images, string root, PixelSize? resize, IImageDecoder decoder, CancellationToken ct)
    {
        if (decoder.Missing is { } missing)
        {
            throw new DataException(missing);
        }

        var problems = new ConcurrentDictionary<int, string>();
        if ((resize ?? SizeOfFirst(images, root, problems)) is not { } size)
        {
            return (default, [], InOrder(problems));
        }

        Resampler? latest = null;
        var length = ImageHead.Channels * size.Height * size.Width;
        var pixels = new byte[ImageResizing.CheckedBytes(images.Count, ImageHead.Channels, size)];
        var options = new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, images.Count, options, i =>
        {
            try
            {
                var shown = ShownAs(root, images[i]);
                ImageFile.Decode(images[i].Path, shown, decoder, (head, planes) => Put(shown, head, planes, pixels.AsSpan(i * length, length)));
            }
            catch (DataException error)
            {
                problems[i] = error.Message;
            }
        });
        return (size, pixels, InOrder(problems));

        void Put(string shown, ImageHead head, byte[] planes, Span<byte> target)
        {
            if (head.Height == size.Height && head.Width == size.Width)
            {
                planes.CopyTo(target);
                return;
            }

            if (resize is null)
            {
                throw new DataException(
                    $"{shown}: is {new PixelSize(head.Height, head.Width)} pixels, {Shown.OneLine(images[0].RelativePath)} is {size}; "
                    + "all must have one size: add dataset.resize.");
            }

            Resize(head, planes, target);
        }

        void Resize(ImageHead head, byte[] planes, Span<byte> target)
        {
            // Photos often have one size: the weights of the last one will mostly do.
            var resampler = Volatile.Read(ref latest);
            if (resampler is null || !resampler.IsFrom(head.Height, head.Width))
            {
                resampler = new Resampler(head.Height, head.Width, size.Height, size.Width);
                Volatile.Write(ref latest, resampler);
            }

            var scratch = new byte[resampler.ScratchLength];
            var (oldArea, newArea) = (head.Height * head.Width, size.Height * size.Width);
            for (var plane = 0; plane < ImageHead.Channels; plane++)
            {
                resampler.Resize(planes.AsSpan(plane * oldArea, oldArea), target.Slice(plane * newArea, newArea), scratch);
            }
        }
    }

    public static string ShownAs(string root, ListedImage image) => Shown.OneLine(Path.Combine(root, image.RelativePath));

    private static PixelSize? SizeOfFirst(
        IReadOnlyList<ListedImage> images, string root, ConcurrentDictionary<int, string> problems)
    {
        // The first that is sound, so that every broken one is named before it.
        for (var i = 0; i < images.Count; i++)
        {
            try
            {
                var shown = ShownAs(root, images[i]);
                var head = ImageFile.ReadHead(ImageFile.ReadBytes(images[i].Path, shown), shown);
                return new PixelSize(head.Height, head.Width);
            }
            catch (DataException error)
            {
                problems[i] = error.Message;
            }
        }

        return null;
    }

    private static List<string> InOrder(ConcurrentDictionary<int, string> problems) =>
        [.. problems.OrderBy(each => each.Key).Select(each => each.Value)];
}
