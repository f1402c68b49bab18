using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Ledger.Conformance;
using ActorSearch.Storage.Files;
using ActorSearch.Storage.Schema;

namespace ActorSearch.Storage.Tests;

public sealed class MigrationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_new_store_has_the_newest_schema_and_the_mark_of_the_program()
    {
        StoreFile.OpenForWriting(Path, StoreOptions.Default).Dispose();
        Assert.Equal((long)Migrations.Newest(Migrations.All), Sql.Value(Path, "PRAGMA user_version"));
        Assert.Equal((long)Migrations.ApplicationId, Sql.Value(Path, "PRAGMA application_id"));
    }

    [Fact]
    public void Versions_count_up_one_by_one() =>
        Assert.Equal(Enumerable.Range(1, Migrations.All.Length), Migrations.All.Select(m => m.Version));

    [Fact]
    public async Task A_file_that_the_first_schema_wrote_still_opens_and_goes_on()
    {
        Sql.Run(Path, await File.ReadAllTextAsync(System.IO.Path.Combine(AppContext.BaseDirectory, "Samples", "schema-1.sql")));
        await using var ledger = SqliteLedger.Open(Path);
        Assert.Equal([Store.Study], await ledger.StudiesAsync(default));

        var state = Study.Apply(StudyState.Empty, await Store.Read(ledger));
        Assert.Equal(10, state.Trials.Count);
        TrialRows.AssertEqual(state, Path, Store.Study);

        var now = SampleEvents.Start.AddYears(1);
        var events = Study.Decide(state, new StudyCommand.Open(TimeSpan.FromMinutes(1), WorkersAreGone: true), now).Events;
        await Store.Append(ledger, events);
        TrialRows.AssertEqual(Study.Apply(state, events), Path, Store.Study);
    }

    [Fact]
    public async Task An_older_store_is_brought_up_to_date_once_and_keeps_its_studies()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        for (var time = 0; time < 2; time++)
        {
            await using var ledger = SqliteLedger.Open(Path, Next("ALTER TABLE trials ADD COLUMN joules REAL"));
            Assert.Equal<StudyEvent>(SampleEvents.EveryKind(Store.Study), await Store.Read(ledger));
        }

        Assert.Equal(2L, Sql.Value(Path, "PRAGMA user_version"));
        Assert.Equal(11L, Sql.Value(Path, "SELECT count(*) FROM trials WHERE joules IS NULL"));
        Assert.Equal(["results.db"], _folder.Files);
    }

    [Fact]
    public async Task Reading_brings_an_older_store_up_to_date_as_well()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        await using var ledger = SqliteLedger.OpenForReading(Path, Next("ALTER TABLE trials ADD COLUMN joules REAL"));
        Assert.Equal<StudyEvent>(SampleEvents.EveryKind(Store.Study), await Store.Read(ledger));
        Assert.Equal(2L, Sql.Value(Path, "PRAGMA user_version"));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_the_store_as_it_was()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        var half = Next("ALTER TABLE trials ADD COLUMN joules REAL; INSERT INTO no_such_table VALUES (1)");
        Assert.Throws<LedgerException>(() => SqliteLedger.Open(Path, half));
        Assert.Equal(1L, Sql.Value(Path, "PRAGMA user_version"));
        Assert.Empty(Sql.Rows(Path, "SELECT 1 FROM pragma_table_info('trials') WHERE name = 'joules'"));
        Assert.Equal<StudyEvent>(SampleEvents.EveryKind(Store.Study), await Store.Read(Path));
    }

    [Fact]
    public async Task A_store_in_use_is_not_changed_under_its_run()
    {
        await using var run = SqliteLedger.Open(Path);
        await Store.Append(run, SampleEvents.EveryKind(Store.Study));
        var refusal = Assert.Throws<LedgerException>(() => SqliteLedger.Open(Path, Next("CREATE TABLE more (x)")));
        Assert.Contains("is in use", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1L, Sql.Value(Path, "PRAGMA user_version"));
    }

    private static StoreOptions Next(string sql) =>
        StoreOptions.Default with { Migrations = [.. Migrations.All, new Migration(2, sql)] };
}
