using System.Runtime.Versioning;
using System.Text;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Ledger.Conformance;
using ActorSearch.Storage.Files;

namespace ActorSearch.Storage.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_log_is_written_ahead_and_every_commit_is_synchronised()
    {
        using var connection = StoreFile.OpenForWriting(Path, StoreOptions.Default);
        Assert.Equal("wal", Statement.ScalarText(connection, "PRAGMA journal_mode"));
        Assert.Equal(2, Statement.Scalar(connection, "PRAGMA synchronous"));
    }

    [Fact]
    public async Task A_clean_close_leaves_one_file()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        Assert.Equal(["results.db"], _folder.Files);
        Assert.Equal<StudyEvent>(SampleEvents.EveryKind(Store.Study), await Store.Read(Path));
        Assert.Equal(["results.db"], _folder.Files);
    }

    [Fact]
    public void A_file_of_something_else_is_refused_and_left_alone() =>
        AssertRefused(Encoding.UTF8.GetBytes(new string('x', 5000)), "it is not an SQLite database");

    [Fact]
    public void A_file_that_holds_only_the_beginning_of_a_header_is_refused_and_left_alone() =>
        AssertRefused("SQLite format 3\0"u8.ToArray(), "only the beginning of one");

    [Fact]
    public void A_database_of_another_program_is_refused_and_left_alone()
    {
        Sql.Run(Path, "CREATE TABLE bookmarks (url TEXT)");
        AssertRefused(File.ReadAllBytes(Path), "of another program");
    }

    [Fact]
    public void A_database_of_another_program_that_marks_its_files_is_refused_and_left_alone()
    {
        Sql.Run(Path, "PRAGMA application_id = 12345; PRAGMA user_version = 1");
        AssertRefused(File.ReadAllBytes(Path), "of another program");
    }

    [Fact]
    public void A_database_that_another_program_has_open_with_everything_in_its_log_is_refused_and_left_alone()
    {
        using var other = Sql.Open(Path);
        other.Run("PRAGMA journal_mode = WAL; CREATE TABLE bookmarks (url TEXT); INSERT INTO bookmarks VALUES ('x')");
        var log = File.ReadAllBytes(Path + "-wal");
        Assert.Contains("of another program", Refusal(() => SqliteLedger.Open(Path)), StringComparison.Ordinal);
        Assert.Contains("of another program", Refusal(() => SqliteLedger.OpenForReading(Path)), StringComparison.Ordinal);
        Assert.Equal(log, File.ReadAllBytes(Path + "-wal"));
    }

    [Fact]
    public async Task A_store_that_was_cut_short_is_refused_and_left_alone()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        var whole = await File.ReadAllBytesAsync(Path);
        AssertRefused(whole[..(whole.Length / 2)], "is damaged");
    }

    [Fact]
    public async Task A_store_with_garbage_in_its_middle_says_that_it_is_damaged()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        var bytes = await File.ReadAllBytesAsync(Path);
        bytes.AsSpan(4096, bytes.Length - 4096).Fill(0xa5);
        await File.WriteAllBytesAsync(Path, bytes);
        await using var ledger = SqliteLedger.OpenForReading(Path);
        var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await Store.Read(ledger));
        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused_and_left_alone()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        Sql.Run(Path, "PRAGMA user_version = 99; PRAGMA journal_mode = DELETE");
        AssertRefused(await File.ReadAllBytesAsync(Path), "schema 99");
    }

    [Fact]
    public void A_folder_is_no_store()
    {
        Directory.CreateDirectory(Path);
        Assert.Contains("is a folder", Refusal(() => SqliteLedger.Open(Path)), StringComparison.Ordinal);
        Assert.Contains("is a folder", Refusal(() => SqliteLedger.OpenForReading(Path)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_in_a_folder_that_does_not_exist_names_the_folder()
    {
        var path = System.IO.Path.Combine(_folder["missing"], "results.db");
        Assert.Contains($"the folder {_folder["missing"]}", Refusal(() => SqliteLedger.Open(path)), StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void Reading_needs_a_store_and_makes_none()
    {
        Assert.Contains("there is no store", Refusal(() => SqliteLedger.OpenForReading(Path)), StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
        File.WriteAllBytes(Path, []);
        Assert.Contains("is empty", Refusal(() => SqliteLedger.OpenForReading(Path)), StringComparison.Ordinal);
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
        await using var ledger = SqliteLedger.OpenForReading(Path);
        var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await ledger.TakeOverAsync(Store.Study, default));
        Assert.Contains("for reading alone", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_store_where_no_file_can_be_made_says_so()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a folder that not even root may write");
        Assert.Contains("cannot be opened", Refusal(() => SqliteLedger.Open("/proc/results.db")), StringComparison.Ordinal);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_write_protected_store_can_be_read_but_not_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "root may write what is protected");
        var folder = _folder["protected"];
        Directory.CreateDirectory(folder);
        var path = System.IO.Path.Combine(folder, "results.db");
        await Store.Make(path, SampleEvents.EveryKind(Store.Study));
        const UnixFileMode readable = UnixFileMode.UserRead | UnixFileMode.UserExecute;
        File.SetUnixFileMode(path, readable);
        File.SetUnixFileMode(folder, readable);
        try
        {
            Assert.Contains("protected", Refusal(() => SqliteLedger.Open(path)), StringComparison.Ordinal);
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
        Sql.Run(Path, "UPDATE events SET kind = 'trial-teleported' WHERE version = 3");
        var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await Store.Read(Path));
        Assert.Contains("event 3 of the study it", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_event_is_noticed()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        Sql.Run(Path, "DELETE FROM events WHERE version = 3");
        var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await Store.Read(Path));
        Assert.Contains("event 3 of the study it is missing", refusal.Message, StringComparison.Ordinal);
    }

    private static string Refusal(Func<SqliteLedger> open) => Assert.Throws<LedgerException>(open).Message;

    private void AssertRefused(byte[] content, string because)
    {
        File.WriteAllBytes(Path, content);
        foreach (var open in new Func<SqliteLedger>[] { () => SqliteLedger.Open(Path), () => SqliteLedger.OpenForReading(Path) })
        {
            var message = Refusal(open);
            Assert.Contains(because, message, StringComparison.Ordinal);
            Assert.Contains(Path, message, StringComparison.Ordinal);
            Assert.Equal(content, File.ReadAllBytes(Path));
            Assert.Equal(["results.db"], _folder.Files);
        }
    }
}
