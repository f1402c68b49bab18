using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.LiteDb.Files;
using ActorSearch.LiteDb.Tests.Disks;
using ActorSearch.Ledger.Conformance;
using LiteDB.Engine;

namespace ActorSearch.LiteDb.Tests;

public sealed class StoreCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.litedb"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    [InlineData(6 * Page.Size)]
    public async Task A_copy_is_of_one_moment_whatever_is_written_in_the_midst_of_any_reading(long foldAt)
    {
        var history = LegalHistory.Of(seed: 4, Store.Study, trials: 40, steps: 400);
        var disk = new WatchedDisk();
        await using var ledger = LiteDbLedger.Open(Path, disk.Options(foldAt));
        var writer = await ledger.TakeOverAsync(Store.Study, default);
        var appended = new List<StudyEvent>();
        var next = 0;

        void Append()
        {
            writer = ledger.AppendAsync(writer, history.Batches[next], default).AsTask().GetAwaiter().GetResult();
            appended.AddRange(history.Batches[next++]);
        }

        for (var i = 0; i < 10; i++)
        {
            Append();
        }

        for (var moment = 0; moment < 12; moment++)
        {
            var (readings, atLeast) = (0, appended.Count);
            var (data, log) = StoreCopy.Take(Path, path => FileDevice.OpenForReading(path) is { } file
                ? new MeddledDevice(file, () =>
                {
                    if (readings++ == moment)
                    {
                        Append();
                        Append();
                    }
                })
                : null);

            using var engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, ReadOnly = true });
            var study = Assert.Single(StudyRow.All(engine));
            var events = EventDocument.Read(engine, Path, study, 0, study.EventCount);
            Assert.InRange(events.Count, atLeast, appended.Count);
            Assert.Equal<StudyEvent>(appended[..events.Count], events);
            Assert.Equal(
                Study.Apply(StudyState.Empty, events).Trials.Select(t => t.Attempt),
                engine.All(Documents.Trials).Select(t => t["attempt"].AsInt32));
        }
    }

    [Fact]
    public async Task A_copy_is_of_one_moment_when_a_whole_run_takes_place_in_the_midst_of_a_reading()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        await Store.Make(Path, events[..5]);
        for (var next = 5; next < events.Length; next++)
        {
            // No log lies there before or after it, so the file alone can tell.
            var isDone = false;
            var (data, log) = StoreCopy.Take(Path, path => FileDevice.OpenForReading(path) is { } file
                ? new MeddledDevice(file, () =>
                {
                    if (!isDone)
                    {
                        isDone = true;
                        Store.Make(Path, [events[next]]).GetAwaiter().GetResult();
                    }
                })
                : null);

            Assert.Equal(0, log.Length);
            using var engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, ReadOnly = true });
            var study = Assert.Single(StudyRow.All(engine));
            Assert.Equal<StudyEvent>(events[..(next + 1)], EventDocument.Read(engine, Path, study, 0, study.EventCount));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_copy_is_of_one_moment_when_one_run_ends_and_another_begins_between_two_readings(int readingOfTheLog)
    {
        // No log lies there at first: what the first run leaves in the file, the second one's log says little of.
        StudyEvent[] events = [.. LegalHistory.Of(seed: 4, Store.Study, trials: 40, steps: 400).Batches.SelectMany(b => b)];
        await Store.Make(Path, events[..5]);
        LiteDbLedger? second = null;
        var readings = 0;
        var (data, log) = StoreCopy.Take(Path, path =>
        {
            if (path == LogScan.PathOf(Path) && ++readings == readingOfTheLog)
            {
                Store.Make(Path, events[5..^1]).GetAwaiter().GetResult();
                second = LiteDbLedger.Open(Path);
                Store.Append(second, events[^1..]).GetAwaiter().GetResult();
            }

            return FileDevice.OpenForReading(path);
        });

        Assert.NotNull(second);
        await using (second)
        {
            using var engine = new LiteEngine(new EngineSettings { DataStream = data, LogStream = log, ReadOnly = true });
            var study = Assert.Single(StudyRow.All(engine));
            Assert.Equal<StudyEvent>(events[..(int)study.EventCount], EventDocument.Read(engine, Path, study, 0, study.EventCount));
        }
    }

    [Fact]
    public async Task A_store_that_never_holds_still_says_so()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        var value = (byte)0;
        var refusal = Assert.Throws<LedgerException>(() => StoreCopy.Take(Path, path => FileDevice.OpenForReading(path) is { } file
            ? new MeddledDevice(file, () =>
            {
                using var other = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                RandomAccess.Write(other, [value++], 3 * Page.Size);
            })
            : null));
        Assert.Contains("changes too fast", refusal.Message, StringComparison.Ordinal);
    }
}
