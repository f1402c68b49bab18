using ActorSearch.Core.Experiments;
using ActorSearch.Data.Folders;
using ActorSearch.Data.Images;
using ActorSearch.Data.Tests.Support;

namespace ActorSearch.Data.Tests.Folders;

public sealed class DecodedCacheTests : IDisposable
{
    private readonly TempFolder _cache = new();
    private readonly TempFolder _photos = PhotoFolder.OfSplits();
    private readonly CountingDecoder _decoder = new();

    private string Folder => Path.Combine(_cache.Path, "image-folder");

    private string[] Kept => Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [];

    public void Dispose()
    {
        _cache.Dispose();
        _photos.Dispose();
    }

    private byte[] Load(PixelSize? resize = null) => ImageFolder
        .Load(new DataSetSpec("image-folder", _photos.Path, Resize: resize), _photos.Path, new DataSources(_cache.Path), _decoder, CancellationToken.None)
        .Images.Training.Pixels.ToArray();

    [Fact]
    public void Images_are_decoded_once()
    {
        var first = Load();
        Assert.Equal(48, _decoder.Count);
        Assert.Equal(first, Load());
        Assert.Equal(48, _decoder.Count);
        Assert.Single(Kept);
    }

    [Fact]
    public void Another_size_is_another_entry()
    {
        Load();
        Load(new PixelSize(3, 3));
        Assert.Equal(96, _decoder.Count);
        Load();
        Load(new PixelSize(3, 3));
        Assert.Equal(96, _decoder.Count);
    }

    [Theory]
    [InlineData("changed")]
    [InlineData("added")]
    [InlineData("removed")]
    [InlineData("renamed")]
    [InlineData("moved to another class")]
    [InlineData("touched")]
    public void A_change_of_the_folder_is_noticed(string what)
    {
        Load();
        var file = _photos.File("train/ship/03.png");
        switch (what)
        {
            case "changed":
                File.WriteAllBytes(file, PhotoFolder.Photo(1, 77));
                break;
            case "added":
                File.Copy(file, _photos.File("train/ship/99.png"));
                break;
            case "removed":
                File.Delete(file);
                break;
            case "renamed":
                File.Move(file, _photos.File("train/ship/3.png"));
                break;
            case "moved to another class":
                File.Move(file, _photos.File("train/truck/ship.png"));
                break;
            default:
                File.SetLastWriteTimeUtc(file, new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc));
                break;
        }

        Load();
        Assert.InRange(_decoder.Count, 95, 97);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(-1)]
    public void A_damaged_entry_is_made_anew(int at)
    {
        var first = Load();
        var entry = Assert.Single(Kept);
        var content = File.ReadAllBytes(entry);
        content[at < 0 ? content.Length + at : at] ^= 1;
        File.WriteAllBytes(entry, content);

        Assert.Equal(first, Load());
        Assert.Equal(96, _decoder.Count);
        Load();
        Assert.Equal(96, _decoder.Count);
    }

    [Fact]
    public void An_entry_that_is_cut_off_or_empty_is_made_anew()
    {
        var first = Load();
        var entry = Assert.Single(Kept);
        foreach (var length in new[] { 0, 15, 100 })
        {
            File.WriteAllBytes(entry, File.ReadAllBytes(entry)[..length]);
            Assert.Equal(first, Load());
        }

        Assert.Equal(4 * 48, _decoder.Count);
    }

    [Fact]
    public void A_cache_that_cannot_be_written_only_costs_time()
    {
        File.WriteAllBytes(Folder, []);
        Assert.Equal(Load(), Load());
        Assert.Equal(96, _decoder.Count);
    }

    [Fact]
    public void Several_at_once_all_succeed()
    {
        var all = new byte[8][];
        Parallel.For(0, all.Length, i => all[i] = Load());
        Assert.All(all, each => Assert.Equal(all[0], each));
        Assert.EndsWith(".images", Assert.Single(Kept), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_image_leaves_nothing_behind()
    {
        _photos.Write("train/ship/03.png", "GIF89a"u8.ToArray());
        Assert.Throws<DataException>(() => Load());
        Assert.Empty(Kept);
    }

    [Fact]
    public void The_oldest_entries_make_room()
    {
        Load();
        var old = Assert.Single(Kept);

        // As large as all entries together may be, and sparse: it takes no disk.
        using (var file = File.Create(Path.Combine(Folder, "other.images")))
        {
            file.SetLength(DecodedCache.MaxBytes);
        }

        File.SetLastWriteTimeUtc(Path.Combine(Folder, "other.images"), DateTime.UtcNow.AddDays(-2));
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-1));
        File.WriteAllBytes(Path.Combine(Folder, "dead.part"), [1]);
        File.SetLastWriteTimeUtc(Path.Combine(Folder, "dead.part"), DateTime.UtcNow.AddDays(-2));

        Load(new PixelSize(3, 3));

        Assert.Equal(2, Kept.Length);
        Assert.Contains(old, Kept);
        Assert.DoesNotContain(Path.Combine(Folder, "other.images"), Kept);
    }

    private sealed class CountingDecoder : IImageDecoder
    {
        private readonly StackImageDecoder _inner = new();
        private int _count;

        public int Count => _count;

        public string? Missing => null;

        public string? Decode(byte[] file, ImageHead head, Span<byte> pixels)
        {
            Interlocked.Increment(ref _count);
            return _inner.Decode(file, head, pixels);
        }
    }
}
