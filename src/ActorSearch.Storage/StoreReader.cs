using System.Collections.Immutable;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol;
using ActorSearch.Core.Studies;
using Microsoft.Data.Sqlite;

namespace ActorSearch.Storage;

/// <summary>Reads a store through a connection of its own, a row at a time.</summary>
internal sealed class StoreReader(string path, SqliteConnection connection) : IDisposable, IAsyncDisposable
{
    /// <summary>Names of the studies that hold events, oldest first.</summary>
    public ImmutableArray<string> Studies() => Explained(() =>
    {
        using var query = new Statement(connection, "SELECT name FROM studies WHERE event_count > 0 ORDER BY id");
        var names = ImmutableArray.CreateBuilder<string>();
        while (query.Step())
        {
            names.Add(query.Text(0));
        }

        return names.DrainToImmutable();
    });

    /// <summary>Number of a study's events; 0 for an unknown study.</summary>
    public long EventCount(string study) => Explained(() =>
    {
        using var query = new Statement(connection, "SELECT event_count FROM studies WHERE name = ?");
        return query.With(study).Step() ? query.Integer(0) : 0;
    });

    /// <summary>The events of a study from one version on, up to and without another.</summary>
    /// <exception cref="LedgerException">An event is missing or cannot be read.</exception>
    public IEnumerable<StudyEvent> Events(string study, long from, long count)
    {
        using var query = Explained(() => new Statement(connection, """
            SELECT version, kind, body FROM events
            WHERE study_id = (SELECT id FROM studies WHERE name = ?) AND version >= ? AND version < ? ORDER BY version
            """).With(study).With(from).With(count));
        Func<bool> next = query.Step;
        for (var version = from; version < count; version++)
        {
            if (!Explained(next) || query.Integer(0) != version)
            {
                throw new LedgerException($"the store {path} is damaged: event {version} of the study {study} is missing");
            }

            yield return Decode(query, study, version);
        }
    }

    public void Dispose() => connection.Dispose();

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private StudyEvent Decode(Statement row, string study, long version)
    {
        try
        {
            return StudyEventJson.Decode(row.Text(1), row.Utf8(2));
        }
        catch (FormatException exception)
        {
            throw new LedgerException(
                $"event {version} of the study {study} in the store {path} cannot be read: {exception.Message}; "
                + "a newer version of this program may have written it",
                exception);
        }
    }

    private T Explained<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (SqliteException exception)
        {
            throw StoreErrors.Explain(path, exception);
        }
    }
}
