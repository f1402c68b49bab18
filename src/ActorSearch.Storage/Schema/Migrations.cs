using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ActorSearch.Storage.Schema;

/// <summary>The schema as the list of steps that lead to it, and the step taker.</summary>
internal static class Migrations
{
    /// <summary>Marks a file as a store of this program: "AcSe" in the file's header.</summary>
    public const int ApplicationId = 0x41635365;

    /// <summary>Every step, oldest first.</summary>
    public static readonly ImmutableArray<Migration> All = [new(1, Version1)];

    // A trial's rows stand in the order of the grid, so that trials that run together lie on the same few pages; the
    // index finds a row by identity and never changes afterwards. Times are UTC, as text for people.
    private const string Version1 = """
        PRAGMA application_id = 1097028453;
        CREATE TABLE studies (
            id          INTEGER PRIMARY KEY,
            name        TEXT    NOT NULL UNIQUE,
            epoch       INTEGER NOT NULL,
            event_count INTEGER NOT NULL,
            trial_count INTEGER NOT NULL,
            created_at  TEXT
        ) STRICT;
        CREATE TABLE events (
            study_id INTEGER NOT NULL REFERENCES studies (id),
            version  INTEGER NOT NULL,
            kind     TEXT    NOT NULL,
            at       TEXT    NOT NULL,
            body     TEXT    NOT NULL,
            PRIMARY KEY (study_id, version)
        ) STRICT;
        CREATE TABLE trials (
            study                TEXT    NOT NULL,
            trial                TEXT    NOT NULL,
            position             INTEGER NOT NULL,
            replicate            INTEGER NOT NULL,
            config               TEXT    NOT NULL,
            parameters           INTEGER NOT NULL,
            multiply_accumulates INTEGER NOT NULL,
            memory_bytes         INTEGER NOT NULL,
            status               TEXT    NOT NULL,
            outcome              TEXT,
            reason               TEXT    NOT NULL,
            attempt              INTEGER NOT NULL,
            failures             INTEGER NOT NULL,
            worker               TEXT,
            best_epoch           INTEGER,
            train_loss           REAL,
            train_accuracy       REAL,
            validation_loss      REAL,
            validation_accuracy  REAL,
            test_loss            REAL,
            test_accuracy        REAL,
            epochs               INTEGER NOT NULL,
            seconds              REAL,
            updated_at           TEXT    NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX trials_by_trial ON trials (trial, study);
        CREATE TABLE lock_holder (
            id      INTEGER PRIMARY KEY CHECK (id = 1),
            process INTEGER NOT NULL,
            machine TEXT    NOT NULL
        ) STRICT;
        """;

    /// <summary>The version that a list of steps leads to.</summary>
    public static int Newest(IReadOnlyList<Migration> migrations) => migrations[^1].Version;

    /// <summary>The file's present version; 0 for a new file.</summary>
    public static int VersionOf(SqliteConnection connection) => (int)Statement.Scalar(connection, "PRAGMA user_version");

    /// <summary>Takes the steps that the file lacks, each in a transaction of its own.</summary>
    public static void Apply(SqliteConnection connection, IReadOnlyList<Migration> migrations)
    {
        foreach (var migration in migrations)
        {
            Statement.Execute(connection, "BEGIN IMMEDIATE");
            try
            {
                // Read inside the transaction: another process may have taken the step in the meantime.
                if (VersionOf(connection) < migration.Version)
                {
                    Statement.Execute(connection, migration.Sql);
                    Statement.Execute(connection, string.Create(
                        CultureInfo.InvariantCulture, $"PRAGMA user_version = {migration.Version}"));
                }

                Statement.Execute(connection, "COMMIT");
            }
            catch
            {
                Statement.RollBack(connection);
                throw;
            }
        }
    }
}
