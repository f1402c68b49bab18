using ActorSearch.Data.Fetching;
using ActorSearch.Data.Idx;

namespace ActorSearch.Data;

/// <summary>Looks at the files of a data set one by one, so that all that is wrong is said at once.</summary>
internal static class Verification
{
    public static DataSetCheck OfCache(DataSetInfo info, RemoteDataSet remote, string folder) =>
        new(info.Name, folder, [.. remote.Files.Select(file =>
        {
            var path = Path.Combine(folder, file.Name);
            var sound = CachedFile.TryRead(path, file, out var problem) is not null;
            return new FileCheck(path, sound, sound ? "has the published checksum" : problem);
        })]);

    public static DataSetCheck OfFolder(DataSetInfo info, string folder)
    {
        var counts = new Dictionary<string, int>();
        var files = new List<FileCheck>
        {
            Check(folder, IdxFolder.TrainImages, IdxKind.Images, info, counts),
            Check(folder, IdxFolder.TrainLabels, IdxKind.Labels, info, counts),
            Check(folder, IdxFolder.TestImages, IdxKind.Images, info, counts),
            Check(folder, IdxFolder.TestLabels, IdxKind.Labels, info, counts),
        };
        Pair(IdxFolder.TrainImages, IdxFolder.TrainLabels, 1);
        Pair(IdxFolder.TestImages, IdxFolder.TestLabels, 3);
        return new DataSetCheck(info.Name, folder, files);

        void Pair(string images, string labels, int at)
        {
            if (counts.TryGetValue(images, out var imageCount) && counts.TryGetValue(labels, out var labelCount)
                && imageCount != labelCount)
            {
                files[at] = files[at] with
                {
                    Sound = false, Detail = $"has {labelCount} labels for the {imageCount} images of {images}",
                };
            }
        }
    }

    private static FileCheck Check(
        string folder, string name, IdxKind kind, DataSetInfo info, Dictionary<string, int> counts)
    {
        var path = Path.Combine(folder, name);
        try
        {
            path = IdxFolder.Find(folder, name, info);
            var (header, payload) = IdxReader.Read(path, kind, head =>
            {
                if (kind == IdxKind.Images)
                {
                    IdxFolder.CheckShape(head, info, path);
                }
            });
            if (kind == IdxKind.Labels)
            {
                IdxFolder.CheckLabels(payload, info, path);
            }

            counts[name] = header.Count;
            return new FileCheck(path, true, kind == IdxKind.Images
                ? $"{header.Count} images of {header.Height}x{header.Width}" : $"{header.Count} labels");
        }
        catch (DataException error)
        {
            return new FileCheck(path, false, error.Message);
        }
    }
}
