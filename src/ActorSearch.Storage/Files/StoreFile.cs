using ActorSearch.Core.Ports;
using ActorSearch.Storage.Schema;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorSearch.Storage.Files;

/// <summary>Opens the file of a store, and makes sure that it is one and that it keeps what it is given.</summary>
internal static class StoreFile
{
    private const int FullSynchronous = 2;

    // 16 MiB of cache; the log goes into the file every 4 MiB, and what it grew beyond that is given back.
    private const string Tuning = """
        PRAGMA cache_size = -16384;
        PRAGMA wal_autocheckpoint = 1000;
        PRAGMA journal_size_limit = 16777216;
        """;

    /// <summary>Opens the writer's connection; makes the store, or brings its schema up to date, where need be.</summary>
    /// <exception cref="LedgerException">It is no store, or cannot be written durably.</exception>
    public static SqliteConnection OpenForWriting(string path, StoreOptions options)
    {
        StorePath.Check(path, "results.db");
        var newest = Migrations.Newest(options.Migrations);
        var version = StoreHeader.Inspect(path, newest);
        using var migrationLock = version < newest ? StoreLock.Take(path, () => "another process") : null;
        try
        {
            var connection = Connect(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWriteCreate }, options);
            try
            {
                Settle(path, connection, options);
                return connection;
            }
            catch
            {
                connection.Dispose();
                DeleteIfNewAndEmpty(path, version);
                throw;
            }
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.Explain(path, exception);
        }
    }

    /// <summary>Makes sure that a file can be read as a store; one of an older schema is brought up to date first.</summary>
    /// <exception cref="LedgerException">There is none, it is none, or it is too old and write-protected.</exception>
    public static void CheckForReading(string path, StoreOptions options)
    {
        StorePath.Check(path, "results.db");
        var newest = Migrations.Newest(options.Migrations);
        var version = StoreHeader.Inspect(path, newest)
            ?? throw new LedgerException(
                File.Exists(path) ? $"the store {path} is empty: no search was run with it" : $"there is no store {path}");
        if (version < newest)
        {
            OpenForWriting(path, options).Dispose();
        }

        using var connection = OpenForReading(path, options);
        var actual = Migrations.VersionOf(connection);
        if (actual > newest)
        {
            throw StoreHeader.Newer(path, actual, newest);
        }
    }

    /// <summary>Opens a connection of a reader's own.</summary>
    public static SqliteConnection OpenForReading(string path, StoreOptions options)
    {
        try
        {
            // Opened as if for writing, so that the last one out tidies the log away; it cannot write all the same.
            return Reader(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite }, options);
        }
        catch (SqliteException exception) when (IsProtected(exception) && new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 })
        {
            // Nothing can be written here, not even the files that readers and writers meet in: so nobody writes.
            var uri = new Uri(path).AbsoluteUri + "?immutable=1";
            return Explained(path, () => Reader(new SqliteConnectionStringBuilder { DataSource = uri, Mode = SqliteOpenMode.ReadOnly }, options));
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.Explain(path, exception);
        }
    }

    private static bool IsProtected(SqliteException exception) =>
        exception.SqliteErrorCode is raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY;

    private static SqliteConnection Explained(string path, Func<SqliteConnection> open)
    {
        try
        {
            return open();
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.Explain(path, exception);
        }
    }

    private static SqliteConnection Reader(SqliteConnectionStringBuilder target, StoreOptions options)
    {
        var connection = Connect(target, options);
        try
        {
            Statement.Execute(connection, "PRAGMA query_only = ON; SELECT count(*) FROM sqlite_schema");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection Connect(SqliteConnectionStringBuilder target, StoreOptions options)
    {
        target.Pooling = false;
        var connection = new SqliteConnection(target.ConnectionString);
        try
        {
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle, (int)options.BusyTimeout.TotalMilliseconds);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Settle(string path, SqliteConnection connection, StoreOptions options)
    {
        if (raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
        {
            throw new LedgerException($"the store {path} is write-protected");
        }

        // The schema comes first: the mark in the header must not wait in a log.
        Migrations.Apply(connection, options.Migrations);
        var version = Migrations.VersionOf(connection);
        if (version > Migrations.Newest(options.Migrations))
        {
            throw StoreHeader.Newer(path, version, Migrations.Newest(options.Migrations));
        }

        var journal = Statement.ScalarText(connection, "PRAGMA journal_mode = WAL");
        if (journal != "wal")
        {
            throw new LedgerException(
                $"the file system of {path} cannot hold a store: SQLite's write-ahead log is refused ({journal}); use a local disk");
        }

        Statement.Execute(connection, "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON");
        if (Statement.Scalar(connection, "PRAGMA synchronous") != FullSynchronous)
        {
            throw new LedgerException($"the store {path} cannot be made durable: SQLite refuses synchronous = FULL");
        }

        Statement.Execute(connection, Tuning);
        if (options.MaxPages is { } pages)
        {
            Statement.Execute(connection, string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
        }
    }

    private static void DeleteIfNewAndEmpty(string path, int? version)
    {
        if (version is null && new FileInfo(path) is { Exists: true, Length: 0 })
        {
            File.Delete(path);
        }
    }
}
