using System.Diagnostics;
using System.Runtime.Versioning;
using ActorSearch.Core.Experiments;
using ActorSearch.Data.Tests.Support;

namespace ActorSearch.Data.Tests.Folders;

public sealed class HostileFolderTests : IDisposable
{
    private readonly TempFolder _cache = new();
    private readonly TempFolder _elsewhere = new();
    private readonly TempFolder _folder = PhotoFolder.OfSplits(train: 4, test: 2);

    public void Dispose()
    {
        _cache.Dispose();
        _elsewhere.Dispose();
        _folder.Dispose();
    }

    private void Refused(string why)
    {
        var spec = new DataSetSpec("image-folder", _folder.Path);
        var message = Assert.Throws<DataException>(() => DataSets.Load(spec, 1, new DataSources(_cache.Path), CancellationToken.None)).Message;
        Assert.Contains(why, message, StringComparison.Ordinal);
        var check = DataSets.Verify("image-folder", _folder.Path, new DataSources(_cache.Path));
        Assert.False(check.Sound);
        Assert.Contains(check.Files, file => file.Detail.Contains(why, StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_out_of_the_folder_is_refused()
    {
        var photo = _elsewhere.Write("secret.png", PhotoFolder.Photo(0, 0));
        File.CreateSymbolicLink(_folder.File("train/ship/x.png"), photo);
        Refused($"train/ship/x.png: is a link to {photo}, out of the data set's folder");
    }

    [Fact]
    public void A_linked_class_folder_may_not_lie_elsewhere_either()
    {
        PhotoFolder.Put(_elsewhere, "plane/a.png", PhotoFolder.Photo(0, 0));
        Directory.CreateSymbolicLink(_folder.File("train/plane"), _elsewhere.File("plane"));
        Refused("train/plane: is a link to");
    }

    [Fact]
    public void A_link_through_a_link_out_of_the_folder_is_refused()
    {
        PhotoFolder.Put(_elsewhere, "a.png", PhotoFolder.Photo(0, 0));
        Directory.CreateSymbolicLink(_folder.File(".way"), _elsewhere.Path);
        File.CreateSymbolicLink(_folder.File("train/ship/x.png"), "../../.way/a.png");
        Refused("train/ship/x.png: is a link to ../../.way/a.png, out of the data set's folder");
    }

    [Fact]
    public void Links_within_the_folder_are_followed()
    {
        File.CreateSymbolicLink(_folder.File("train/ship/x.png"), "../truck/00.png");
        using var way = new TempFolder();
        Directory.CreateSymbolicLink(way.File("photos"), _folder.Path);
        var spec = new DataSetSpec("image-folder", way.File("photos"));
        Assert.Equal(13, DataSets.Describe(spec).Train + DataSets.Describe(spec).Validation);
        Assert.Equal(13 - 1, DataSets.Load(spec, 1, new DataSources(_cache.Path), CancellationToken.None).Train.Count);
    }

    [Fact]
    public void Links_that_go_round_in_circles_are_refused()
    {
        File.CreateSymbolicLink(_folder.File("train/ship/a.png"), "b.png");
        File.CreateSymbolicLink(_folder.File("train/ship/b.png"), "a.png");
        Refused("train/ship/a.png: is a link to b.png, which leads nowhere or round in circles");
    }

    [Fact]
    public void A_folder_linked_into_itself_is_not_walked()
    {
        Directory.CreateSymbolicLink(_folder.File("train/ship/again"), "..");
        Refused("train/ship/again: is a folder within a class");
    }

    [Fact]
    public void A_pipe_is_never_opened()
    {
        using (var made = Process.Start("mkfifo", _folder.File("train/ship/x.png")))
        {
            made.WaitForExit();
        }

        Refused("train/ship/x.png: is empty, or no ordinary file");
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        _folder.Write("train/ship/x.png", []);
        Refused("train/ship/x.png: is empty");
    }

    [Fact]
    public void A_folder_with_the_name_of_an_image_is_refused()
    {
        Directory.CreateDirectory(_folder.File("train/ship/x.png"));
        Refused("train/ship/x.png: is a folder within a class");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_may_not_be_read_is_named()
    {
        var path = _folder.File("train/ship/00.png");
        File.SetUnixFileMode(path, UnixFileMode.None);
        if (Environment.UserName == "root")
        {
            // Nothing is forbidden to root.
            Assert.True(DataSets.Verify("image-folder", _folder.Path, new DataSources(_cache.Path)).Sound);
            return;
        }

        Refused("train/ship/00.png: may not be read; check its permissions");
    }

    [Fact]
    public void A_file_of_several_hundred_megabytes_is_not_read()
    {
        using (var file = File.Create(_folder.File("train/ship/00.png")))
        {
            file.SetLength(300L << 20);
        }

        Refused("train/ship/00.png: has 300 MiB; at most 64 MiB are read");
    }

    [Fact]
    public void A_name_cannot_write_to_the_terminal()
    {
        _folder.Write("train/ship/\u001b[2J\nok.png", "GIF89a"u8.ToArray());
        Refused("train/ship/\\u001b[2J\\u000aok.png: is a GIF");
        PhotoFolder.Put(_folder, "train/\u001b[2J/a.png", PhotoFolder.Photo(0, 0));
        Refused("train/\\u001b[2J: a class's name may not have control characters");
    }

    [Fact]
    public void Classes_that_differ_in_case_alone_are_refused()
    {
        PhotoFolder.Put(_folder, "train/Ship/a.png", PhotoFolder.Photo(0, 0));
        Refused("the classes Ship and ship differ in case alone");
    }

    [Fact]
    public void An_empty_class_is_refused()
    {
        Directory.CreateDirectory(_folder.File("train/plane"));
        Refused("train/plane: holds no image");
    }

    [Fact]
    public void A_class_that_only_one_split_has_is_refused()
    {
        PhotoFolder.Put(_folder, "test/plane/a.png", PhotoFolder.Photo(0, 0));
        Directory.Delete(_folder.File("test/ship"), recursive: true);
        Refused("test: has no folder ship, which train has");
        Refused("test/plane: train has no such class");
    }

    [Fact]
    public void A_folder_without_classes_is_refused()
    {
        Directory.Delete(_folder.File("train"), recursive: true);
        Directory.Delete(_folder.File("test"), recursive: true);
        _folder.Write("a.png", PhotoFolder.Photo(0, 0));
        Refused("holds images beside the folders of its classes");
        Refused("holds 0 folders of classes; image-folder needs 2 to 256");
        Directory.CreateDirectory(_folder.File("ship"));
        _folder.Write("ship/a.png", PhotoFolder.Photo(0, 0));
        Refused("holds 1 folder of classes; image-folder needs 2 to 256");
    }

    [Fact]
    public void Training_images_without_test_images_are_half_a_data_set()
    {
        Directory.Delete(_folder.File("test"), recursive: true);
        Refused("has a folder train, but none called test");
    }
}
