using System.Collections.Concurrent;
using ActorSearch.Core.Experiments;
using ActorSearch.Data.Images;

namespace ActorSearch.Data.Folders;

/// <summary>Decodes the images of a folder one by one and keeps none.</summary>
internal static class FolderChecking
{
    /// <exception cref="DataException">There is no decoder.</exception>
    /// <returns>The sizes that occur, and what is wrong with images, in their order.</returns>
    public static (IReadOnlyCollection<PixelSize> Sizes, IReadOnlyList<string> Problems) Check(
        IReadOnlyList<ListedImage> images, string root, IImageDecoder decoder)
    {
        if (decoder.Missing is { } missing)
        {
            throw new DataException(missing);
        }

        var sizes = new ConcurrentDictionary<PixelSize, bool>();
        var problems = new ConcurrentDictionary<int, string>();
        Parallel.For(0, images.Count, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            try
            {
                ImageFile.Decode(images[i].Path, FolderDecoding.ShownAs(root, images[i]), decoder,
                    (head, _) => sizes[new PixelSize(head.Height, head.Width)] = true);
            }
            catch (DataException error)
            {
                problems[i] = error.Message;
            }
        });
        return ([.. sizes.Keys], [.. problems.OrderBy(each => each.Key).Select(each => each.Value)]);
    }
}
