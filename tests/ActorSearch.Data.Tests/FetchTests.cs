using System.Net;
using ActorSearch.Core.Experiments;
using ActorSearch.Data.Fetching;
using ActorSearch.Data.Idx;
using ActorSearch.Data.Tests.Support;

namespace ActorSearch.Data.Tests;

public sealed class FetchTests : IDisposable
{
    private const string Images = IdxFolder.TrainImages + ".gz";

    private readonly TempFolder cache = new();
    private readonly FakeMirror mirror = new();
    private readonly DataSources sources;

    public FetchTests() => sources = mirror.Sources(cache.Path);

    private string Folder => cache.File("mnist");

    public void Dispose() => cache.Dispose();

    [Fact]
    public async Task Four_files_are_fetched_once_and_are_then_sound()
    {
        Assert.Equal(Folder, await Fetch());
        await Fetch();

        Assert.Equal(4, mirror.Requests);
        Assert.True(DataSets.Verify("mnist", null, sources).Sound);
        AssertOnlyWholeFiles(4);
    }

    [Fact]
    public void Loading_fetches_what_is_missing_and_then_needs_no_mirror()
    {
        var fetched = Load(seed: 1);
        mirror.Instead = _ => throw new HttpRequestException("no network");
        var again = Load(seed: 2);

        Assert.Equal((55, 5, 20), (fetched.Train.Count, fetched.Validation.Count, fetched.Test.Count));
        Assert.Equal(4, mirror.Requests);
        Assert.NotEqual(fetched.Fingerprint, again.Fingerprint);
    }

    [Fact]
    public async Task A_damaged_file_in_the_cache_is_seen_and_fetched_again()
    {
        await Fetch();
        var path = Path.Combine(Folder, Images);
        var content = await File.ReadAllBytesAsync(path);
        content[100] ^= 1;
        await File.WriteAllBytesAsync(path, content);
        Assert.False(DataSets.Verify("mnist", null, sources).Sound);

        Load(seed: 1);

        Assert.Equal(5, mirror.Requests);
        Assert.True(DataSets.Verify("mnist", null, sources).Sound);
    }

    [Fact]
    public async Task When_one_mirror_fails_the_next_is_asked()
    {
        mirror.Instead = address => address.Host == "first.test" ? new HttpResponseMessage(HttpStatusCode.NotFound) : null;
        await Fetch();
        AssertOnlyWholeFiles(4);
    }

    public static TheoryData<string, string> Failures => new()
    {
        { "404", "answered 404" },
        { "no network", "name or service not known" },
        { "wrong checksum", "without the published checksum" },
        { "announces more", "bytes instead of" },
        { "sends more", "sends more than the" },
        { "sends for ever", "sends more than the" },
        { "breaks off", "broke off after" },
        { "sends nothing", "broke off after 0 of" },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_mirror_that_fails_leaves_nothing_behind_and_the_message_helps(string how, string why)
    {
        var right = mirror.Files[Images];
        mirror.Instead = address => !address.AbsolutePath.EndsWith(Images, StringComparison.Ordinal) ? null : how switch
        {
            "404" => new HttpResponseMessage(HttpStatusCode.NotFound),
            "no network" => throw new HttpRequestException("name or service not known"),
            "wrong checksum" => FakeMirror.Body(new byte[right.Length]),
            "announces more" => FakeMirror.Body([.. right, 0]),
            "sends more" => FakeMirror.Unannounced(new MemoryStream([.. right, 0])),
            "sends for ever" => FakeMirror.Unannounced(File.OpenRead("/dev/zero")),
            "breaks off" => FakeMirror.Unannounced(new MemoryStream(right[..^1])),
            _ => FakeMirror.Unannounced(new MemoryStream()),
        };

        var error = await Assert.ThrowsAsync<DataException>(Fetch);

        string[] parts = ["mnist: " + Images, FakeMirror.First, FakeMirror.Second, why, Folder, "dataset.path", .. mirror.Files.Keys];
        foreach (var part in parts)
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }

        AssertOnlyWholeFiles(0);
        Assert.Throws<DataException>(() => Load(seed: 1));
    }

    [Fact]
    public async Task A_mirror_that_falls_silent_is_given_up()
    {
        mirror.Instead = _ => FakeMirror.Silent();
        var error = await Assert.ThrowsAsync<DataException>(() => DataSets.FetchAsync(
            "mnist", sources with { StallTimeout = TimeSpan.FromMilliseconds(20) }, null, CancellationToken.None));
        Assert.Contains("was silent for 0.02 s", error.Message, StringComparison.Ordinal);
        AssertOnlyWholeFiles(0);
    }

    [Fact]
    public async Task Many_that_fetch_at_once_all_succeed()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Fetch)));
        AssertOnlyWholeFiles(4);
        Assert.True(DataSets.Verify("mnist", null, sources).Sound);
    }

    [Fact]
    public async Task Many_that_load_at_once_share_one_fetch_and_one_set_of_bytes()
    {
        // Threads of their own, as workers have: the pool has too few to let eight wait.
        var loaded = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () => Load(seed: 7), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(4, mirror.Requests);
        Assert.All(loaded, splits => Assert.Same(loaded[0], splits));
    }

    [Fact]
    public async Task Fetching_stops_when_asked_to()
    {
        using var stop = new CancellationTokenSource();
        mirror.Instead = _ =>
        {
            stop.Cancel();
            return FakeMirror.Silent();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => DataSets.FetchAsync("mnist", sources, null, stop.Token));
        AssertOnlyWholeFiles(0);
    }

    [Fact]
    public void A_failure_is_not_remembered()
    {
        mirror.Instead = _ => throw new HttpRequestException("no network");
        Assert.Throws<DataException>(() => Load(seed: 1));
        mirror.Instead = _ => null;
        Assert.Equal(55, Load(seed: 1).Train.Count);
    }

    [Fact]
    public async Task Progress_ends_with_every_byte_of_every_file()
    {
        var seen = new Recorder();
        await DataSets.FetchAsync("mnist", sources, seen, CancellationToken.None);
        Assert.Equal(mirror.Files.Keys.Order(), seen.Finished.Order());
    }

    [Fact]
    public async Task Parts_that_a_dead_fetch_left_behind_go_away_and_young_ones_stay()
    {
        Directory.CreateDirectory(Folder);
        var (old, young) = (Path.Combine(Folder, "x.gz.1.part"), Path.Combine(Folder, "x.gz.2.part"));
        await File.WriteAllTextAsync(old, "");
        await File.WriteAllTextAsync(young, "");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));

        await Fetch();

        Assert.False(File.Exists(old));
        Assert.True(File.Exists(young));
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_named()
    {
        var file = cache.Write("a-file", [1]);
        var error = await Assert.ThrowsAsync<DataException>(
            () => DataSets.FetchAsync("mnist", sources with { CacheFolder = file }, null, CancellationToken.None));
        Assert.StartsWith(Path.Combine(file, "mnist") + ": cannot be written", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_drawn_cannot_be_fetched() =>
        Assert.Contains("nothing to fetch", (await Assert.ThrowsAsync<DataException>(
            () => DataSets.FetchAsync("glyphs", sources, null, CancellationToken.None))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_published_catalogue_is_complete()
    {
        foreach (var info in DataSets.Known.Where(info => info.Kind == DataSetKind.Published))
        {
            var remote = RemoteCatalogue.Published[info.Name];
            Assert.Equal(
                [IdxFolder.TrainImages + ".gz", IdxFolder.TrainLabels + ".gz", IdxFolder.TestImages + ".gz", IdxFolder.TestLabels + ".gz"],
                remote.Files.Select(file => file.Name));
            Assert.All(remote.Files, file => Assert.Matches("^[0-9a-f]{64}$", file.Sha256));
            Assert.All(remote.Mirrors, address => Assert.EndsWith("/", address.AbsoluteUri, StringComparison.Ordinal));
        }

        Assert.Equal(8, RemoteCatalogue.Published.Values.SelectMany(remote => remote.Files).Select(file => file.Sha256).Distinct().Count());
    }

    private Task<string> Fetch() => DataSets.FetchAsync("mnist", sources, null, CancellationToken.None);

    private DataSplits Load(ulong seed) =>
        DataSets.Load(new DataSetSpec("mnist"), seed, sources, CancellationToken.None);

    private void AssertOnlyWholeFiles(int count)
    {
        var found = Directory.Exists(Folder) ? Directory.GetFiles(Folder) : [];
        Assert.Equal(count, found.Length);
        Assert.All(found, path => Assert.Equal(mirror.Files[Path.GetFileName(path)], File.ReadAllBytes(path)));
    }

    private sealed class Recorder : IProgress<FetchProgress>
    {
        public List<string> Finished { get; } = [];

        public void Report(FetchProgress value)
        {
            if (value.ReceivedBytes == value.TotalBytes)
            {
                Finished.Add(value.File);
            }
        }
    }
}
