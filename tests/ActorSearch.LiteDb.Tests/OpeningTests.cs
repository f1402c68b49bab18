using System.Runtime.Versioning;
using System.Text;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.LiteDb.Files;
using ActorSearch.Ledger.Conformance;
using LiteDB;

namespace ActorSearch.LiteDb.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.litedb"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clean_close_leaves_one_file()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        Assert.Equal(["results.litedb"], _folder.Files);
        Assert.Equal<StudyEvent>(SampleEvents.EveryKind(Store.Study), await Store.Read(Path));
        Assert.Equal(["results.litedb"], _folder.Files);
    }

    [Fact]
    public void A_file_of_something_else_is_refused_and_left_alone() =>
        AssertRefused(Encoding.UTF8.GetBytes(new string('x', 20000)), "it is not a LiteDB 5 database");

    [Fact]
    public void A_file_that_holds_only_the_beginning_of_a_header_is_refused_and_left_alone() =>
        AssertRefused([.. new byte[32], .. Page.Mark], "it is not a LiteDB 5 database");

    [Fact]
    public async Task A_store_that_is_cut_short_within_its_first_page_is_refused_and_left_alone()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        AssertRefused((await File.ReadAllBytesAsync(Path))[..5000], "is damaged (its first page is cut short)");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task A_store_that_is_cut_short_is_refused_and_left_alone(int excess)
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        var whole = await File.ReadAllBytesAsync(Path);
        AssertRefused(whole[..(whole.Length - Page.Size - excess)], "is damaged (it is cut short)");
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        using (var other = new LiteDatabase(Path))
        {
            other.GetCollection("bookmarks").Insert(new BsonDocument { ["url"] = "x" });
        }

        AssertRefused(File.ReadAllBytes(Path), "of another program");
    }

    [Fact]
    public void An_encrypted_database_is_refused_and_left_alone()
    {
        using (var other = new LiteDatabase($"Filename={Path};Password=secret"))
        {
            other.GetCollection("bookmarks").Insert(new BsonDocument { ["url"] = "x" });
        }

        AssertRefused(File.ReadAllBytes(Path), "it is encrypted");
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused_and_left_alone()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        Store.Change(Path, database => database.UserVersion += 98);
        AssertRefused(await File.ReadAllBytesAsync(Path), "schema 99");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_store_with_garbage_in_its_middle_says_that_it_is_damaged_and_is_left_alone(int firstPage)
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        var bytes = await File.ReadAllBytesAsync(Path);
        bytes.AsSpan(firstPage * Page.Size).Fill(0xa5);
        await File.WriteAllBytesAsync(Path, bytes);
        await AssertDamaged(async () => await Store.Read(Path));
        await AssertDamaged(async () =>
        {
            await using var ledger = LiteDbLedger.Open(Path);
            await ledger.TakeOverAsync(Store.Study, default);
            await Store.Read(ledger);
        });
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path));

        // LiteDB's finalizers end the process over a transaction that was left behind.
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [Fact]
    public async Task A_log_of_something_else_says_that_the_store_is_damaged_and_is_left_alone()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        var garbage = Encoding.UTF8.GetBytes(new string('x', 3 * Page.Size));
        await File.WriteAllBytesAsync(LogScan.PathOf(Path), garbage);
        await AssertDamaged(async () => await Store.Read(Path));
        await AssertDamaged(() =>
        {
            LiteDbLedger.Open(Path).Hold();
            return Task.CompletedTask;
        });
        Assert.Equal(garbage, await File.ReadAllBytesAsync(LogScan.PathOf(Path)));
    }

    [Fact]
    public async Task A_log_whose_store_is_gone_is_not_mistaken_for_that_of_a_new_one()
    {
        await File.WriteAllBytesAsync(LogScan.PathOf(Path), new byte[Page.Size]);
        var message = Refusal(() => LiteDbLedger.Open(Path));
        Assert.Contains("put the store back", message, StringComparison.Ordinal);
        Assert.Equal(["results-log.litedb"], _folder.Files);
    }

    [Fact]
    public void A_folder_is_no_store()
    {
        Directory.CreateDirectory(Path);
        Assert.Contains("is a folder", Refusal(() => LiteDbLedger.Open(Path)), StringComparison.Ordinal);
        Assert.Contains("is a folder", Refusal(() => LiteDbLedger.OpenForReading(Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_in_a_folder_that_does_not_exist_names_the_folder()
    {
        var path = System.IO.Path.Combine(_folder["missing"], "results.litedb");
        Assert.Contains($"the folder {_folder["missing"]}", Refusal(() => LiteDbLedger.Open(path)), StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Reading_needs_a_store_and_makes_none()
    {
        Assert.Contains("there is no store", Refusal(() => LiteDbLedger.OpenForReading(Path)), StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
        File.WriteAllBytes(Path, []);
        Assert.Contains("is empty", Refusal(() => LiteDbLedger.OpenForReading(Path)), StringComparison.Ordinal);
        Assert.Empty(File.ReadAllBytes(Path));
    }

    [Fact]
    public async Task An_empty_file_becomes_a_store()
    {
        await File.WriteAllBytesAsync(Path, []);
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        Assert.Equal(SampleEvents.EveryKind(Store.Study).Length, (await Store.Read(Path)).Count);
    }

    [Fact]
    public async Task A_ledger_for_reading_writes_nothing()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        await using var ledger = LiteDbLedger.OpenForReading(Path);
        var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await ledger.TakeOverAsync(Store.Study, default));
        Assert.Contains("for reading alone", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_write_protected_store_can_be_read_but_not_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "root may write what is protected");
        var folder = _folder["protected"];
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, "results.litedb");
        await Store.Make(path, SampleEvents.EveryKind(Store.Study));
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        File.SetUnixFileMode(path, readable);
        File.SetUnixFileMode(folder, readable);
        try
        {
            Assert.Contains("protected", Refusal(() => LiteDbLedger.Open(path)), StringComparison.Ordinal);
            Assert.Equal<StudyEvent>(SampleEvents.EveryKind(Store.Study), await Store.Read(path));
        }
        finally
        {
            File.SetUnixFileMode(folder, readable | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task An_event_of_a_kind_that_is_unknown_here_names_the_event()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        Store.Change(Path, database =>
        {
            var stored = database.GetCollection("events");
            var document = stored.FindById(10_000_000_003);
            document["kind"] = "trial-teleported";
            Assert.True(stored.Update(document));
        });
        var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await Store.Read(Path));
        Assert.Contains("event 3 of the study it", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_event_is_noticed()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        Store.Change(Path, database => Assert.True(database.GetCollection("events").Delete(10_000_000_003)));
        var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await Store.Read(Path));
        Assert.Contains("event 3 of the study it is missing", refusal.Message, StringComparison.Ordinal);
    }

    private static string Refusal(Func<LiteDbLedger> open) => Assert.Throws<LedgerException>(open).Message;

    private static async Task AssertDamaged(Func<Task> use)
    {
        var refusal = await Assert.ThrowsAsync<LedgerException>(use);
        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
    }

    private void AssertRefused(byte[] content, string because)
    {
        File.WriteAllBytes(Path, content);
        foreach (var open in new Func<LiteDbLedger>[] { () => LiteDbLedger.Open(Path), () => LiteDbLedger.OpenForReading(Path) })
        {
            var message = Refusal(open);
            Assert.Contains(because, message, StringComparison.Ordinal);
            Assert.Contains(Path, message, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllBytes(Path));
            Assert.Equal(["results.litedb"], _folder.Files);
        }
    }
}
