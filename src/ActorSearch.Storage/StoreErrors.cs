using ActorSearch.Core.Ports;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorSearch.Storage;

/// <summary>Says SQLite's failures in words for people.</summary>
internal static class StoreErrors
{
    /// <param name="path">The store.</param>
    /// <param name="failure">What SQLite said.</param>
    /// <param name="consequence">What it means for the study's record, if a write failed.</param>
    public static LedgerException Explain(string path, SqliteException failure, string? consequence = null)
    {
        var kept = consequence is null ? string.Empty : $"; {consequence}";
        var message = failure switch
        {
            // The last is the shared index file that could not grow.
            { SqliteErrorCode: raw.SQLITE_FULL } or { SqliteExtendedErrorCode: raw.SQLITE_IOERR_SHMSIZE } =>
                $"no room on the disk of {path}{kept}; free some room",
            { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } =>
                $"the store {path} is locked by another program{kept}; close the program that has it open and try again",
            { SqliteErrorCode: raw.SQLITE_READONLY or raw.SQLITE_PERM } =>
                $"the store {path} cannot be written{kept}; it or its folder is write-protected",
            { SqliteErrorCode: raw.SQLITE_CANTOPEN } =>
                $"the store {path} cannot be opened{kept}; check that its folder exists and may be written",
            { SqliteErrorCode: raw.SQLITE_NOTADB } => $"{path} is no store: it is not an SQLite database",
            { SqliteErrorCode: raw.SQLITE_CORRUPT } =>
                $"the store {path} is damaged{kept}; put a copy in its place, or try sqlite3's .recover",
            { SqliteErrorCode: raw.SQLITE_IOERR } =>
                $"the disk of {path} failed ({Detail(failure)}){kept}; check the disk",
            _ => $"the store {path} failed ({failure.Message}){kept}",
        };
        return failure.SqliteErrorCode is raw.SQLITE_FULL or raw.SQLITE_IOERR
            ? new LedgerFaultException(message, failure)
            : new LedgerException(message, failure);
    }

    private static string Detail(SqliteException failure) =>
        $"SQLite {failure.SqliteExtendedErrorCode}: {raw.sqlite3_errstr(failure.SqliteExtendedErrorCode).utf8_to_string()}";
}
