using Microsoft.Data.Sqlite;

namespace ActorSearch.Storage.Tests;

/// <summary>Another program's view of a store.</summary>
internal static class Sql
{
    /// <summary>Opens a file as any SQLite program would.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Runs statements.</summary>
    public static void Run(this SqliteConnection connection, string sql) => Statement.Execute(connection, sql);

    /// <summary>Runs statements on a file.</summary>
    public static void Run(string path, string sql)
    {
        using var connection = Open(path);
        connection.Run(sql);
    }

    /// <summary>All rows of a query; NULL as null.</summary>
    public static List<object?[]> Rows(string path, string sql)
    {
        using var connection = Open(path);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add([.. row.Select(v => v is DBNull ? null : v)]);
        }

        return rows;
    }

    /// <summary>The one value that a query answers.</summary>
    public static object? Value(string path, string sql) => Rows(path, sql)[0][0];
}
