using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Ledger.Conformance;

namespace ActorSearch.Storage.Tests;

public sealed class SharingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_run_on_a_store_is_told_which_process_has_it()
    {
        await using var first = SqliteLedger.Open(Path);
        await Store.Append(first, SampleEvents.EveryKind(Store.Study));
        await using var second = SqliteLedger.Open(Path);
        var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await second.TakeOverAsync("another", default));
        Assert.Contains($"the store {Path} is in use by process {Environment.ProcessId}", refusal.Message, StringComparison.Ordinal);
        Assert.Equal([Store.Study], await second.StudiesAsync(default));
    }

    [Fact]
    public async Task A_store_is_free_again_once_its_run_has_closed_it()
    {
        await using var second = SqliteLedger.Open(Path);
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        Assert.Equal(2, (await second.TakeOverAsync(Store.Study, default)).Epoch);
    }

    [Fact]
    public async Task The_lock_file_of_a_run_that_was_killed_holds_nobody_up()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        await File.WriteAllTextAsync(Files.StoreLock.PathOf(Path), string.Empty);
        await using (var ledger = SqliteLedger.Open(Path))
        {
            Assert.Equal(2, (await ledger.TakeOverAsync(Store.Study, default)).Epoch);
        }

        Assert.Equal(["results.db"], _folder.Files);
    }

    [Fact]
    public async Task A_reader_may_look_while_a_run_writes()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        await using var run = SqliteLedger.Open(Path);
        var writer = await Store.Append(run, events[..5]);
        await using var report = SqliteLedger.OpenForReading(Path);
        Assert.Equal<StudyEvent>(events[..5], await Store.Read(report));
        await run.AppendAsync(writer, events[5..], default);
        Assert.Equal<StudyEvent>(events, await Store.Read(report));
    }

    [Fact]
    public async Task A_writer_is_refused_when_another_process_has_taken_over_behind_its_back()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        await using var ledger = SqliteLedger.Open(Path);
        var writer = await Store.Append(ledger, events[..5]);
        Sql.Run(Path, "UPDATE studies SET epoch = epoch + 1");
        await Assert.ThrowsAsync<LedgerFencedException>(async () => await ledger.AppendAsync(writer, events[5..], default));
        Assert.Equal<StudyEvent>(events[..5], await Store.Read(ledger));
    }

    [Fact]
    public async Task A_store_that_another_program_has_locked_says_so_and_goes_on_later()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        await using var ledger = SqliteLedger.Open(Path, Store.Impatient);
        var writer = await Store.Append(ledger, events[..5]);
        using (var other = Sql.Open(Path))
        {
            other.Run("BEGIN IMMEDIATE");
            var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await ledger.AppendAsync(writer, events[5..], default));
            Assert.Contains("is locked by another program; nothing after event 4 of the study it was recorded", refusal.Message, StringComparison.Ordinal);
        }

        await ledger.AppendAsync(writer, events[5..], default);
        Assert.Equal<StudyEvent>(events, await Store.Read(ledger));
    }

    [Fact]
    public async Task A_full_disk_is_named_and_loses_nothing_that_was_recorded()
    {
        var history = LegalHistory.Of(seed: 7, Store.Study, trials: 200, steps: 2000);
        var recorded = new List<StudyEvent>();
        LedgerException? refusal = null;
        await using (var ledger = SqliteLedger.Open(Path, Files.StoreOptions.Default with { MaxPages = 100 }))
        {
            var writer = await ledger.TakeOverAsync(Store.Study, default);
            foreach (var batch in history.Batches)
            {
                try
                {
                    writer = await ledger.AppendAsync(writer, batch, default);
                    recorded.AddRange(batch);
                }
                catch (LedgerException exception)
                {
                    refusal = exception;
                    break;
                }
            }

            Assert.IsType<LedgerFaultException>(refusal);
            Assert.Equal(
                $"no room on the disk of {Path}; nothing after event {recorded.Count - 1} of the study it was recorded; "
                + "free some room",
                refusal.Message);
            Assert.Equal(recorded, await Store.Read(ledger));
        }

        TrialRows.AssertEqual(Study.Apply(StudyState.Empty, recorded), Path, Store.Study);
        await using var roomy = SqliteLedger.Open(Path);
        StudyEvent[] rest = [.. history.Batches.SelectMany(b => b).Skip(recorded.Count)];
        await Store.Append(roomy, rest);
        TrialRows.AssertEqual(history.State, Path, Store.Study);
    }
}
