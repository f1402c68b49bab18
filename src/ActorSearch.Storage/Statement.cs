using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ActorSearch.Storage;

/// <summary>
/// A prepared statement that is bound and run many times without allocating; ADO.NET's commands box each value and
/// make a reader each time. Failures are <see cref="SqliteException"/>.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int StackBytes = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public Statement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle ?? throw new InvalidOperationException("the connection is closed");
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement), _database);
    }

    /// <summary>Runs one or more statements that bind nothing and whose rows, if any, do not matter.</summary>
    public static void Execute(SqliteConnection connection, string sql) =>
        SqliteException.ThrowExceptionForRC(raw.sqlite3_exec(connection.Handle, sql), connection.Handle);

    /// <summary>The whole number that a query of one row and one column answers.</summary>
    public static long Scalar(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Step();
        return statement.Integer(0);
    }

    /// <summary>The text that a query of one row and one column answers.</summary>
    public static string ScalarText(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        return statement.Step() ? statement.Text(0) : string.Empty;
    }

    /// <summary>Ends the open transaction, where the failure that leads here has not ended it already.</summary>
    public static void RollBack(SqliteConnection connection)
    {
        if (raw.sqlite3_get_autocommit(connection.Handle) == 0)
        {
            _ = raw.sqlite3_exec(connection.Handle, "ROLLBACK");
        }
    }

    /// <summary>Binds the next parameter.</summary>
    public Statement With(long? value)
    {
        _bound++;
        return Bound(value is { } number
            ? raw.sqlite3_bind_int64(_statement, _bound, number)
            : raw.sqlite3_bind_null(_statement, _bound));
    }

    /// <summary>Binds the next parameter; SQLite has no NaN and makes it NULL.</summary>
    public Statement With(double? value)
    {
        _bound++;
        return Bound(value is { } number
            ? raw.sqlite3_bind_double(_statement, _bound, number)
            : raw.sqlite3_bind_null(_statement, _bound));
    }

    /// <summary>Binds the next parameter.</summary>
    public Statement With(string? value)
    {
        if (value is null)
        {
            return Bound(raw.sqlite3_bind_null(_statement, ++_bound));
        }

        var length = Encoding.UTF8.GetByteCount(value);
        Span<byte> utf8 = length <= StackBytes ? stackalloc byte[StackBytes] : new byte[length];
        Encoding.UTF8.GetBytes(value, utf8);
        return With(utf8[..length]);
    }

    /// <summary>Binds the next parameter to UTF-8 text.</summary>
    public Statement With(ReadOnlySpan<byte> utf8) => Bound(raw.sqlite3_bind_text(_statement, ++_bound, utf8));

    /// <summary>Runs the statement, which answers no rows.</summary>
    /// <returns>Number of rows it changed.</returns>
    public int Run()
    {
        Step();
        Reset();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>Whether there is one.</returns>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code is raw.SQLITE_ROW or raw.SQLITE_DONE)
        {
            return code == raw.SQLITE_ROW;
        }

        Fail(code);
        return false;
    }

    /// <summary>Makes it ready to be bound again; until then a query holds its snapshot.</summary>
    public void Reset()
    {
        _ = raw.sqlite3_reset(_statement);
        _bound = 0;
    }

    /// <summary>A column of the present row.</summary>
    public long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    /// <summary>A column of the present row.</summary>
    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string() ?? string.Empty;

    /// <summary>A column of the present row, valid until the next step.</summary>
    public ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose() => _statement.Dispose();

    private Statement Bound(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            Fail(code);
        }

        return this;
    }

    private void Fail(int code)
    {
        try
        {
            SqliteException.ThrowExceptionForRC(code, _database);
        }
        finally
        {
            Reset();
        }
    }
}
