using ActorSearch.Core.Studies;
using ActorSearch.LiteDb.Files;
using ActorSearch.LiteDb.Tests.Disks;
using ActorSearch.Ledger.Conformance;

namespace ActorSearch.LiteDb.Tests;

public sealed class DurabilityTests : IDisposable
{
    private const string Log = "results-log.litedb";

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.litedb"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_append_is_flushed_before_it_returns_and_made_to_count_by_the_last_write_of_all()
    {
        var disk = new WatchedDisk();
        await using var ledger = LiteDbLedger.Open(Path, disk.Options(foldAt: long.MaxValue));
        var writer = await ledger.TakeOverAsync(Store.Study, default);
        foreach (var happened in SampleEvents.EveryKind(Store.Study))
        {
            disk.Operations.Clear();
            writer = await ledger.AppendAsync(writer, [happened], default);

            Assert.All(disk.Operations, o => Assert.Equal(Log, o.File));
            Assert.Equal(
                [OperationKind.Write, OperationKind.Write, OperationKind.Flush, OperationKind.Write, OperationKind.Flush],
                disk.Operations.Select(o => o.Kind));
            Assert.True(Page.IsCommit(disk.Operations[3].Bytes));
            Assert.Equal(Page.Size / 2, disk.Operations[3].Bytes!.Length);
        }
    }

    [Fact]
    public async Task A_folding_flushes_the_store_before_it_empties_the_log()
    {
        var disk = new WatchedDisk();
        await using var ledger = LiteDbLedger.Open(Path, disk.Options());
        await Store.Append(ledger, SampleEvents.EveryKind(Store.Study));
        disk.Operations.Clear();
        await ledger.TakeOverAsync(Store.Study, default);
        var emptied = disk.Operations.FindIndex(o => o.Kind == OperationKind.SetLength);
        Assert.Equal(new Operation(OperationKind.SetLength, Log), disk.Operations[emptied]);
        Assert.Equal(new Operation(OperationKind.Flush, "results.litedb"), disk.Operations[emptied - 1]);
        Assert.All(disk.Operations[..(emptied - 1)], o => Assert.Equal((OperationKind.Write, "results.litedb"), (o.Kind, o.File)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_power_cut_at_any_moment_loses_nothing_that_was_acknowledged_and_leaves_no_half_append(int seed)
    {
        var random = new Random(seed);
        var history = LegalHistory.Of(seed, Store.Study, trials: 8, steps: 25);
        var disk = new WatchedDisk();
        var ledger = LiteDbLedger.Open(Path, disk.Options());
        var writer = await ledger.TakeOverAsync(Store.Study, default);
        disk.Operations.Clear();
        var before = new[] { Path, LogScan.PathOf(Path) }.ToDictionary(p => System.IO.Path.GetFileName(p), ReadShared);
        var ends = new List<long> { 0 };
        foreach (var batch in history.Batches)
        {
            writer = await ledger.AppendAsync(writer, batch, default);
            disk.Operations.Add(new Operation(OperationKind.Acknowledged, string.Empty, writer.NextVersion));
            ends.Add(writer.NextVersion);
        }

        await ledger.DisposeAsync();
        Assert.Contains(disk.Operations, o => o.Kind == OperationKind.SetLength);
        StudyEvent[] all = [.. history.Batches.SelectMany(b => b)];
        for (var cut = 0; cut <= disk.Operations.Count; cut++)
        {
            using var after = new TemporaryFolder();
            var path = after["results.litedb"];
            var done = disk.Operations[..cut];
            PowerCut.Leave(System.IO.Path.GetDirectoryName(path)!, before, done, random);

            var acknowledged = done.LastOrDefault(o => o.Kind == OperationKind.Acknowledged)?.At ?? 0;
            var seen = await Store.Read(path);
            Assert.True(seen.Count >= acknowledged, $"cut {cut}: {acknowledged} acknowledged, {seen.Count} there");
            Assert.Contains(seen.Count, ends);
            Assert.Equal<StudyEvent>(all[..seen.Count], seen);

            // Whoever opens it goes on from there.
            await using var next = LiteDbLedger.Open(path);
            var reopened = await next.TakeOverAsync(Store.Study, default);
            Assert.Equal(seen.Count, reopened.NextVersion);
            if (seen.Count < all.Length)
            {
                await next.AppendAsync(reopened, all[seen.Count..], default);
            }

            Assert.Equal<StudyEvent>(all, await Store.Read(next));
            if (cut % 10 == 0)
            {
                TrialDocuments.AssertEqual(history.State, path, Store.Study);
            }
        }
    }

    private static byte[] ReadShared(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
