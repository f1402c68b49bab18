using ActorSearch.Core.Experiments;
using ActorSearch.Data.Idx;
using ActorSearch.Data.Tests.Support;

namespace ActorSearch.Data.Tests;

public sealed class DataSetsTests
{
    private static readonly DataSources Nowhere = new("/nowhere");

    private static DataSplits Load(DataSetSpec spec, ulong seed = 1) =>
        DataSets.Load(spec, seed, Nowhere, CancellationToken.None);

    [Theory]
    [InlineData("glyphs", 4000, 1000, 1000)]
    [InlineData("mnist", 55_000, 5000, 10_000)]
    [InlineData("fashion-mnist", 55_000, 5000, 10_000)]
    public void A_data_set_is_described_without_being_loaded(string name, int train, int validation, int test)
    {
        var description = DataSets.Describe(new DataSetSpec(name));
        Assert.Equal(
            (name, 1, 28, 28, 10, train, validation, test),
            (description.Name, description.Channels, description.Height, description.Width, description.ClassNames.Count,
                description.Train, description.Validation, description.Test));
    }

    [Fact]
    public void A_description_says_what_loading_gives()
    {
        using var folder = IdxFiles.SmallFolder();
        foreach (var spec in new[]
        {
            new DataSetSpec("mnist", folder.Path), new DataSetSpec("mnist", folder.Path, 20, 10, 5), new DataSetSpec("glyphs", null, 20, 10, 5),
        })
        {
            var (description, splits) = (DataSets.Describe(spec), Load(spec));
            Assert.Equal(
                (description.Train, description.Validation, description.Test),
                (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
            Assert.Equal((description.Height, description.Width), (splits.Train.Height, splits.Train.Width));
            Assert.Equal(description.ClassNames, splits.ClassNames);
        }
    }

    [Fact]
    public void A_description_reads_no_further_than_the_heads()
    {
        using var folder = IdxFiles.SmallFolder();
        foreach (var (name, content) in IdxFiles.Small())
        {
            folder.Write(name, content[..16]);
        }

        Assert.Equal(55, DataSets.Describe(new DataSetSpec("mnist", folder.Path)).Train);
        Assert.Throws<DataException>(() => Load(new DataSetSpec("mnist", folder.Path)));
    }

    [Fact]
    public void Every_image_keeps_its_label()
    {
        using var folder = IdxFiles.SmallFolder();
        var splits = Load(new DataSetSpec("mnist", folder.Path));

        // Image i of the files begins with the byte i and has the label i % 10.
        foreach (var set in new[] { splits.Train, splits.Validation, splits.Test })
        {
            for (var i = 0; i < set.Count; i++)
            {
                Assert.Equal(set.Image(i)[0] % 10, set.Labels.Span[i]);
            }
        }

        var firsts = new[] { splits.Train, splits.Validation }
            .SelectMany(set => Enumerable.Range(0, set.Count).Select(i => (int)set.Image(i)[0]));
        Assert.Equal(Enumerable.Range(0, 60), firsts.Order());
    }

    [Fact]
    public void Validation_images_can_be_the_first_of_the_test_file()
    {
        using var folder = IdxFiles.SmallFolder();
        var spec = new DataSetSpec("mnist", folder.Path, Validation: 7, ValidationFromTest: true);
        var (splits, description) = (Load(spec), DataSets.Describe(spec));
        Assert.Equal((60, 7, 13), (splits.Train.Count, splits.Validation.Count, splits.Test.Count));
        Assert.Equal((60, 7, 13), (description.Train, description.Validation, description.Test));

        // Image i of the test file begins with the byte i.
        Assert.Equal(Enumerable.Range(0, 7), Enumerable.Range(0, 7).Select(i => (int)splits.Validation.Image(i)[0]));
        Assert.Equal(Enumerable.Range(7, 13), Enumerable.Range(0, 13).Select(i => (int)splits.Test.Image(i)[0]));
        Assert.Equal(splits.Validation.Labels.ToArray(), Load(spec, seed: 9).Validation.Labels.ToArray());

        var fewer = Load(spec with { Train = 20, Test = 5 });
        Assert.Equal((20, 5), (fewer.Train.Count, fewer.Test.Count));
        Assert.Equal(7, fewer.Test.Image(0)[0]);
        Assert.Equal((10, 10), (Load(spec with { Validation = null }).Validation.Count, Load(spec with { Validation = null }).Test.Count));
        Says("dataset.validation: 20 leaves nothing to test on", () => Load(spec with { Validation = 20 }));
        Says("dataset.test: 14 and dataset.validation: 7 together exceed the 20 test images", () => Load(spec with { Test = 14 }));
        Says("dataset.train: 61 exceeds the 60 training images", () => Load(spec with { Train = 61 }));
        Says("glyphs is drawn anew for each split", () => DataSets.Describe(new DataSetSpec("glyphs", ValidationFromTest: true)));
    }

    [Fact]
    public void Packed_files_give_the_same_bytes_as_plain_ones()
    {
        using var plain = IdxFiles.SmallFolder();
        using var packed = new TempFolder();
        foreach (var (name, content) in IdxFiles.Small())
        {
            packed.Write(name + ".gz", IdxFiles.Gzip(content));
        }

        Assert.Equal(
            Load(new DataSetSpec("mnist", plain.Path)).Fingerprint, Load(new DataSetSpec("mnist", packed.Path)).Fingerprint);
    }

    [Fact]
    public void The_fingerprint_follows_every_pixel_and_label_of_every_split()
    {
        var seen = new HashSet<string>();
        foreach (var changed in new[] { "", IdxFolder.TrainImages, IdxFolder.TrainLabels, IdxFolder.TestImages, IdxFolder.TestLabels })
        {
            using var folder = IdxFiles.SmallFolder();
            if (changed.Length > 0)
            {
                var content = File.ReadAllBytes(folder.File(changed));
                content[^1] = (byte)(content[^1] == 3 ? 4 : 3);
                folder.Write(changed, content);
            }

            Assert.True(seen.Add(Load(new DataSetSpec("mnist", folder.Path)).Fingerprint), changed);
        }
    }

    [Fact]
    public void A_data_set_is_loaded_once_for_each_request_and_seed()
    {
        using var folder = IdxFiles.SmallFolder();
        var spec = new DataSetSpec("mnist", folder.Path);
        var one = Load(spec, seed: 1);
        Assert.Same(one, Load(spec with { Path = folder.Path + "/." }, seed: 1));
        Assert.NotSame(one, Load(spec, seed: 2));
        Assert.NotSame(one, Load(spec with { Train = 20 }, seed: 1));
    }

    [Fact]
    public void Giving_up_is_not_remembered()
    {
        using var folder = IdxFiles.SmallFolder();
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        var spec = new DataSetSpec("mnist", folder.Path);
        Assert.ThrowsAny<OperationCanceledException>(() => DataSets.Load(spec, 1, Nowhere, stopped.Token));
        Assert.Equal(55, Load(spec).Train.Count);
    }

    public static TheoryData<string, Action<TempFolder>, string> Damage => new()
    {
        { "missing file", folder => File.Delete(folder.File(IdxFolder.TestLabels)), "holds neither t10k-labels-idx1-ubyte nor" },
        {
            "images and labels swapped", folder =>
            {
                folder.Write(IdxFolder.TrainImages, IdxFiles.Labels(60));
                folder.Write(IdxFolder.TrainLabels, IdxFiles.Images(60));
            },
            "swapped?"
        },
        { "fewer labels than images", folder => folder.Write(IdxFolder.TrainLabels, IdxFiles.Labels(59)), "has 60 images, but" },
        { "label 10", folder => folder.Write(IdxFolder.TestLabels, IdxFiles.Labels([.. new byte[19], 10])), "label 10 at position 19" },
        { "other size", folder => folder.Write(IdxFolder.TestImages, IdxFiles.Images(20, side: 32)), "images of 32x32 pixels; those of mnist are 28x28" },
        { "cut off", folder => folder.Write(IdxFolder.TestImages, IdxFiles.Images(20)[..^7]), "15680 pixels, 15673 follow" },
        {
            "folder for a file", folder =>
            {
                File.Delete(folder.File(IdxFolder.TrainImages));
                Directory.CreateDirectory(folder.File(IdxFolder.TrainImages));
            },
            "is a folder where an IDX file belongs"
        },
    };

    [Theory]
    [MemberData(nameof(Damage))]
    public void A_damaged_folder_is_refused_and_verify_names_the_file(string what, Action<TempFolder> damage, string why)
    {
        using var folder = IdxFiles.SmallFolder();
        Assert.True(DataSets.Verify("mnist", folder.Path, Nowhere).Sound, what);
        damage(folder);

        var error = Assert.Throws<DataException>(() => Load(new DataSetSpec("mnist", folder.Path)));

        Assert.Contains(why, error.Message, StringComparison.Ordinal);
        Assert.StartsWith(folder.Path, error.Message, StringComparison.Ordinal);
        var check = DataSets.Verify("mnist", folder.Path, Nowhere);
        Assert.False(check.Sound);
        Assert.Equal(4, check.Files.Count);
        Assert.Contains(check.Files, file => file.Sound);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named()
    {
        using var folder = new TempFolder();
        Says("absent: does not exist", () => Load(new DataSetSpec("mnist", folder.File("absent"))));
        Says("absent: does not exist", () => DataSets.Describe(new DataSetSpec("mnist", folder.File("absent"))));
        Says("is a file; mnist needs the folder", () => Load(new DataSetSpec("mnist", folder.Write("file", [1]))));
        Says("'\0' is no path", () => Load(new DataSetSpec("mnist", "\0")));
    }

    [Fact]
    public void Sizes_beyond_the_files_are_refused_before_anything_is_loaded()
    {
        using var folder = IdxFiles.SmallFolder();
        Says("dataset.test: 21 exceeds the 20 test images", () => DataSets.Describe(new DataSetSpec("mnist", folder.Path, Test: 21)));
        Says("exceed the 60000 training images", () => DataSets.Describe(new DataSetSpec("mnist", null, 60_000, 1)));
    }

    [Fact]
    public void A_name_that_is_not_known_is_answered_with_those_that_are()
    {
        Says("there is no data set 'cifar'; take glyphs, mnist, fashion-mnist", () => DataSets.Describe(new DataSetSpec("cifar")));
        Says("take glyphs, mnist, fashion-mnist, image-folder", () => Load(new DataSetSpec("photos", "photos")));
        Says("there is no data set 'MNIST'", () => DataSets.Verify("MNIST", null, Nowhere));
    }

    [Fact]
    public void An_empty_cache_is_verified_as_missing_files()
    {
        using var folder = new TempFolder();
        var check = DataSets.Verify("fashion-mnist", null, new DataSources(folder.Path));
        Assert.Equal(4, check.Files.Count(file => !file.Sound && file.Detail == "is not there"));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public void What_is_drawn_has_no_files_to_verify() => Assert.True(DataSets.Verify("glyphs", null, Nowhere).Sound);

    private static void Says(string what, Action act) =>
        Assert.Contains(what, Assert.Throws<DataException>(act).Message, StringComparison.Ordinal);
}
