using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Ledger.Conformance;
using ActorSearch.LiteDb.Files;
using ActorSearch.LiteDb.Tests.Processes;
using ActorSearch.Storage.Files;
using LiteDB;

namespace ActorSearch.LiteDb.Tests;

public sealed class SharingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.litedb"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_run_on_a_store_is_told_which_process_has_it()
    {
        await using var first = LiteDbLedger.Open(Path);
        await Store.Append(first, SampleEvents.EveryKind(Store.Study));
        await using var second = LiteDbLedger.Open(Path);
        var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await second.TakeOverAsync("another", default));
        Assert.Contains($"the store {Path} is in use by process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([Store.Study], await second.StudiesAsync(default));
    }

    [Fact]
    public async Task A_store_is_free_again_once_its_run_has_closed_it()
    {
        await using var second = LiteDbLedger.Open(Path);
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        Assert.Equal(2, (await second.TakeOverAsync(Store.Study, default)).Epoch);
    }

    [Fact]
    public async Task The_lock_file_of_a_run_that_was_killed_holds_nobody_up()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        await File.WriteAllTextAsync(StoreLock.PathOf(Path), string.Empty);
        await using (var ledger = LiteDbLedger.Open(Path))
        {
            Assert.Equal(2, (await ledger.TakeOverAsync(Store.Study, default)).Epoch);
        }

        Assert.Equal(["results.litedb"], _folder.Files);
    }

    [Fact]
    public async Task A_reader_may_look_while_a_run_writes()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        await using var run = LiteDbLedger.Open(Path);
        var writer = await Store.Append(run, events[..5]);
        await using var report = LiteDbLedger.OpenForReading(Path);
        Assert.Equal<StudyEvent>(events[..5], await Store.Read(report));
        await run.AppendAsync(writer, events[5..], default);
        Assert.Equal<StudyEvent>(events, await Store.Read(report));
    }

    [Fact]
    public async Task A_reader_beside_a_writing_process_sees_whole_appends_and_only_ever_more_of_them()
    {
        const int growths = 25;
        using var writer = WriterProcess.Start(Path);
        Assert.NotNull(await writer.NextAcknowledgedAsync());
        var (before, grown) = (0, 0);
        while (grown < growths)
        {
            var acknowledged = await writer.NextAcknowledgedAsync();
            Assert.NotNull(acknowledged);
            var seen = await Store.Read(Path);
            WriterProcess.AssertWhole(seen);
            Assert.True(seen.Count >= acknowledged, $"{acknowledged} events were acknowledged, {seen.Count} were seen");
            Assert.True(seen.Count >= before, "a reader saw less than one before it");
            grown += seen.Count > before ? 1 : 0;
            before = seen.Count;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_that_another_program_folded_in_during_a_run_costs_nothing(bool closesIt)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there a run lets no other program open its store for writing");
        var events = SampleEvents.EveryKind(Store.Study);
        await using var run = LiteDbLedger.Open(Path);
        var writer = await Store.Append(run, events[..5]);

        // LiteDB folds the log in, and deletes it when it closes the store.
        using var other = new LiteDatabase(Path);
        Assert.Equal(5, other.GetCollection("events").Count());
        other.Checkpoint();
        if (closesIt)
        {
            other.Dispose();
        }

        Assert.Equal<StudyEvent>(events[..5], await Store.Read(run));
        await run.AppendAsync(writer, events[5..], default);
        Assert.Equal<StudyEvent>(events, await Store.Read(run));
        Assert.Equal<StudyEvent>(events, await Store.Read(Path));

        // The log begins anew, with no hole where the old one was.
        using var log = FileDevice.OpenForReading(LogScan.PathOf(Path))!;
        var first = new byte[Page.Size];
        log.Read(first, 0);
        Assert.Contains(first, b => b != 0);
    }
}
