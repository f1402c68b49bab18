using ActorSearch.Core.Experiments;
using ActorSearch.Data.Tests.Support;

namespace ActorSearch.Data.Tests.Folders;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TempFolder _cache = new();

    public void Dispose() => _cache.Dispose();

    private DataSplits Load(DataSetSpec spec, ulong seed = 1) =>
        DataSets.Load(spec, seed, new DataSources(_cache.Path), CancellationToken.None);

    private static DataSetSpec Of(TempFolder folder) => new("image-folder", folder.Path);

    [Fact]
    public void Classes_are_the_folders_in_order_and_every_photo_keeps_its_label()
    {
        using var folder = PhotoFolder.OfSplits();
        var splits = Load(Of(folder));

        Assert.Equal(PhotoFolder.Classes, splits.ClassNames);
        Assert.Equal((33, 3, 12), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal((3, 6, 6), (splits.Train.Channels, splits.Train.Height, splits.Train.Width));
        foreach (var set in new[] { splits.Train, splits.Validation, splits.Test })
        {
            for (var i = 0; i < set.Count; i++)
            {
                Assert.Equal(set.Image(i)[0], set.Labels.Span[i]);
            }
        }

        // Pixel 0 is (class, number, side): the second plane begins with the number, from 100 on in the test folder.
        Assert.All(Numbers(splits.Test), number => Assert.InRange(number, 100, 103));
        Assert.All(Numbers(splits.Train).Concat(Numbers(splits.Validation)), number => Assert.InRange(number, 0, 11));
        Assert.Equal(36, Photos(splits.Train).Concat(Photos(splits.Validation)).Distinct().Count());
    }

    [Fact]
    public void A_description_says_what_loading_gives_and_decodes_nothing()
    {
        using var folder = PhotoFolder.OfSplits();
        var spec = Of(folder) with { Train = 9, Validation = 6, Test = 3 };
        var (description, splits) = (DataSets.Describe(spec), Load(spec));
        Assert.Equal((3, 6, 6, 9, 6, 3),
            (description.Channels, description.Height, description.Width, description.Train, description.Validation, description.Test));
        Assert.Equal((9, 6, 3), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal([3, 3, 3], splits.Train.ClassCounts());

        PhotoFolder.Put(folder, "train/ship/05.png", [1, 2, 3]);
        Assert.Equal(description.ClassNames, DataSets.Describe(spec).ClassNames);
        folder.Write("train/automobile/00.png", [1, 2, 3]);
        var resized = DataSets.Describe(spec with { Resize = new PixelSize(5, 9) });
        Assert.Equal((5, 9), (resized.Height, resized.Width));
    }

    [Theory]
    [InlineData("validation")]
    [InlineData("val")]
    public void A_folder_of_validation_images_is_the_validation_split(string name)
    {
        using var folder = PhotoFolder.OfSplits();
        for (var k = 0; k < 3; k++)
        {
            PhotoFolder.Put(folder, $"{name}/{PhotoFolder.Classes[k]}/a.png", PhotoFolder.Photo(k, 200));
            PhotoFolder.Put(folder, $"{name}/{PhotoFolder.Classes[k]}/b.png", PhotoFolder.Photo(k, 201));
        }

        var splits = Load(Of(folder));
        Assert.Equal((36, 6, 12), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.All(Numbers(splits.Validation), number => Assert.InRange(number, 200, 201));
        var fewer = Load(Of(folder) with { Train = 6, Validation = 3 });
        Assert.Equal([1, 1, 1], fewer.Validation.ClassCounts());
        Assert.Equal([2, 2, 2], fewer.Train.ClassCounts());
        Says("dataset.validation: 7 exceeds the 6 validation images", Of(folder) with { Validation = 7 });
        Says("dataset.validation_from: image-folder has a folder of validation images", Of(folder) with { ValidationFromTest = true });
    }

    [Fact]
    public void One_folder_of_classes_is_split_by_the_seed()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < 24; i++)
        {
            PhotoFolder.Put(folder, $"cat/{i:00}.png", PhotoFolder.Photo(0, i));
            PhotoFolder.Put(folder, $"dog/{i:00}.png", PhotoFolder.Photo(1, i));
        }

        var splits = Load(Of(folder));
        Assert.Equal((36, 4, 8), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal([4, 4], splits.Test.ClassCounts());
        Assert.Equal([2, 2], splits.Validation.ClassCounts());
        Assert.Equal(48, Photos(splits.Train).Concat(Photos(splits.Validation)).Concat(Photos(splits.Test)).Distinct().Count());
        Assert.NotEqual(splits.Fingerprint, Load(Of(folder), seed: 2).Fingerprint);
        Assert.Equal(splits.Test.Pixels.ToArray(), Load(Of(folder) with { Train = 10 }).Test.Pixels.ToArray());
        Says("image-folder has no test images of its own", Of(folder) with { ValidationFromTest = true });
        Says("40 training, 4 validation and 8 test images are more than there are: image-folder has 48", Of(folder) with { Train = 40 });
    }

    [Fact]
    public void The_first_test_images_are_of_every_class()
    {
        using var folder = PhotoFolder.OfSplits();
        var splits = Load(Of(folder) with { ValidationFromTest = true, Validation = 6 });
        Assert.Equal((36, 6, 6), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal([0, 1, 2, 0, 1, 2], splits.Validation.Labels.ToArray());
        Assert.Equal([100, 100, 100, 101, 101, 101], Numbers(splits.Validation));
        Assert.Equal([102, 102, 102, 103, 103, 103], Numbers(splits.Test));
    }

    [Fact]
    public void Photos_of_different_sizes_need_a_size_to_be_brought_to()
    {
        using var folder = PhotoFolder.OfSplits();
        PhotoFolder.Put(folder, "train/ship/03.png", PhotoFolder.Photo(1, 3, side: 9));
        Says("03.png: is 9x9 pixels, train/automobile/00.png is 6x6; all must have one size: add dataset.resize", Of(folder));
        var splits = Load(Of(folder) with { Resize = new PixelSize(4, 5) });
        Assert.Equal((4, 5), (splits.Train.Height, splits.Train.Width));
        Says("dataset.resize: 0x5 pixels; each side may have 1 to 1024", Of(folder) with { Resize = new PixelSize(0, 5) });
    }

    [Fact]
    public void What_is_called_JPEG_and_is_PNG_is_decoded_by_its_content()
    {
        using var folder = PhotoFolder.OfSplits();
        File.Move(folder.File("train/ship/03.png"), folder.File("train/ship/03.JPEG"));
        PhotoFolder.Put(folder, "train/ship/04.png", JpegFiles.Sample("grey.jpg"));
        Assert.Equal(33, Load(Of(folder) with { Resize = new PixelSize(6, 6) }).Train.Count);
    }

    [Fact]
    public void Other_files_are_passed_over_and_counted()
    {
        using var folder = PhotoFolder.OfSplits();
        foreach (var name in new[] { "train/ship/.DS_Store", "train/ship/notes.txt", "train/Thumbs.db", "README", "train/.cache/a.png" })
        {
            PhotoFolder.Put(folder, name, [1]);
        }

        Assert.Equal(33, Load(Of(folder)).Train.Count);
        var check = DataSets.Verify("image-folder", folder.Path, new DataSources(_cache.Path));
        Assert.True(check.Sound);
        Assert.Contains(check.Files, file => file.Detail == "passed over 1 .db, 1 .txt, 2 hidden, 1 without extension");
        Assert.Contains(check.Files, file => file.Path.EndsWith("train/ship", StringComparison.Ordinal) && file.Detail == "12 images");
        Assert.Contains(check.Files, file => file.Detail == "all images are 6x6 pixels");
    }

    [Fact]
    public void All_broken_images_are_named_at_once_and_a_run_names_the_first()
    {
        using var folder = PhotoFolder.OfSplits();
        for (var i = 0; i < 12; i++)
        {
            folder.Write($"train/ship/{i:00}.png", "GIF89a"u8.ToArray());
        }

        var check = DataSets.Verify("image-folder", folder.Path, new DataSources(_cache.Path));
        Assert.False(check.Sound);
        Assert.Equal(10, check.Files.Count(file => file.Detail.Contains(": is a GIF", StringComparison.Ordinal)));
        Assert.Contains(check.Files, file => file.Detail == "and 2 more like these, 12 in all");
        var message = Says("00.png: is a GIF", Of(folder) with { Resize = new PixelSize(6, 6) });
        Assert.Equal(4, message.Split('\n').Length);
        Assert.Contains($"and 9 more; 'actorsearch data verify image-folder --path {folder.Path}' names them", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_path_is_asked_for() => Says("dataset.path: missing; image-folder needs", new DataSetSpec("image-folder"));

    private string Says(string what, DataSetSpec spec)
    {
        var message = Assert.Throws<DataException>(() => Load(spec)).Message;
        Assert.Contains(what, message, StringComparison.Ordinal);
        return message;
    }

    private static int[] Numbers(ImageSet set) => [.. Enumerable.Range(0, set.Count).Select(i => (int)set.Image(i)[36])];

    private static string[] Photos(ImageSet set) => [.. Enumerable.Range(0, set.Count).Select(i => Convert.ToHexString(set.Image(i)))];
}
