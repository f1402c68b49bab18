using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.LiteDb.Tests.Disks;
using ActorSearch.Ledger.Conformance;

namespace ActorSearch.LiteDb.Tests;

public sealed class FaultTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.litedb"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_disk_that_fails_at_any_moment_records_all_or_nothing_and_the_same_append_goes_through_later(
        bool isFull, bool writesHalf)
    {
        var history = LegalHistory.Of(seed: 3, Store.Study, trials: 8, steps: 25);
        var disk = new WatchedDisk { IsFull = isFull, WritesHalf = writesHalf };
        await using var ledger = LiteDbLedger.Open(Path, disk.Options());
        var writer = await ledger.TakeOverAsync(Store.Study, default);
        var recorded = new List<StudyEvent>();
        var failures = 0;
        foreach (var batch in history.Batches)
        {
            // It works for a moment longer each time, until the append gets through.
            for (var works = 0; true; works++)
            {
                disk.FailsAfter = works;
                try
                {
                    writer = await ledger.AppendAsync(writer, batch, default);
                    recorded.AddRange(batch);
                    break;
                }
                catch (LedgerFaultException fault)
                {
                    failures++;
                    Assert.StartsWith(isFull ? $"no room on the disk of {Path}; nothing " : $"the disk of {Path} failed ", fault.Message, StringComparison.Ordinal);
                    Assert.Contains("of the study it was recorded", fault.Message, StringComparison.Ordinal);
                }

                // Another process that looks now, and this one once the disk works, see what was acknowledged.
                disk.FailsAfter = null;
                Assert.Equal<StudyEvent>(recorded, await Store.Read(ledger));
                Assert.Equal<StudyEvent>(recorded, await Store.Read(Path));
            }

            disk.FailsAfter = null;
        }

        Assert.True(failures > history.Batches.Length, "the disk hardly failed");
        TrialDocuments.AssertEqual(history.State, Path, Store.Study);
        Collect();
    }

    [Fact]
    public async Task A_disk_that_stays_broken_is_named_at_every_call_and_nothing_unacknowledged_is_shown()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        var disk = new WatchedDisk();
        await using (var ledger = LiteDbLedger.Open(Path, disk.Options(foldAt: long.MaxValue)))
        {
            var writer = await Store.Append(ledger, events[..5]);

            // Everything is written but the last flush, and then nothing works, not even to take it back.
            disk.FailsAfter = 4;
            for (var i = 0; i < 3; i++)
            {
                await Assert.ThrowsAsync<LedgerFaultException>(async () => await ledger.AppendAsync(writer, events[5..], default));
                await Assert.ThrowsAsync<LedgerFaultException>(async () => await Store.Read(ledger));
                Assert.Equal(0, disk.FailsAfter);
            }

            disk.FailsAfter = null;
            Assert.Equal<StudyEvent>(events[..5], await Store.Read(ledger));
            Assert.Equal<StudyEvent>(events[..5], await Store.Read(Path));
            await ledger.AppendAsync(writer, events[5..], default);
        }

        Assert.Equal<StudyEvent>(events, await Store.Read(Path));
        Collect();
    }

    [Fact]
    public async Task A_store_that_cannot_be_folded_at_its_end_keeps_everything_in_its_log()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        var disk = new WatchedDisk();
        await using (var ledger = LiteDbLedger.Open(Path, disk.Options(foldAt: long.MaxValue)))
        {
            await Store.Append(ledger, events);
            disk.FailsAfter = 2;
        }

        Assert.Equal(["results-log.litedb", "results.litedb"], _folder.Files);
        Assert.Equal<StudyEvent>(events, await Store.Read(Path));
        Assert.Equal(["results-log.litedb", "results.litedb"], _folder.Files);
        await using (var ledger = LiteDbLedger.Open(Path))
        {
            Assert.Equal(events.Length, (await ledger.TakeOverAsync(Store.Study, default)).NextVersion);
        }

        Assert.Equal(["results.litedb"], _folder.Files);
    }

    [Fact]
    public async Task A_store_cannot_be_held_on_a_full_disk_and_can_be_later()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        var disk = new WatchedDisk { FailsAfter = 0 };
        await using var ledger = LiteDbLedger.Open(Path, disk.Options());
        Assert.Throws<LedgerFaultException>(ledger.Hold);
        disk.FailsAfter = null;
        ledger.Hold();
        Assert.Equal(2, (await ledger.TakeOverAsync(Store.Study, default)).Epoch);
    }

    /// <summary>LiteDB's finalizers end the process over a transaction that was left behind.</summary>
    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
