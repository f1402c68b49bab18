using System.Globalization;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol;
using ActorSearch.Core.Studies;
using ActorSearch.Storage.Files;
using Microsoft.Data.Sqlite;

namespace ActorSearch.Storage;

/// <summary>The one connection that writes a store. Every call is one transaction; the caller makes them take turns.</summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly Statement _begin;
    private readonly Statement _commit;
    private readonly Statement _findStudy;
    private readonly Statement _insertEvent;
    private readonly Statement _updateStudy;
    private readonly TrialsTable _trials;
    private StoreLock? _lock;

    public StoreWriter(string path, SqliteConnection connection)
    {
        _path = path;
        _connection = connection;
        _begin = new Statement(connection, "BEGIN IMMEDIATE");
        _commit = new Statement(connection, "COMMIT");
        _findStudy = new Statement(connection, "SELECT id, epoch, event_count, trial_count FROM studies WHERE name = ?");
        _insertEvent = new Statement(connection, "INSERT INTO events (study_id, version, kind, at, body) VALUES (?, ?, ?, ?, ?)");
        _updateStudy = new Statement(connection, """
            UPDATE studies SET event_count = ?, trial_count = ?, created_at = coalesce(created_at, ?) WHERE id = ?
            """);
        _trials = new TrialsTable(connection);
    }

    /// <summary>Keeps other processes from running studies of the store.</summary>
    public void Hold()
    {
        if (_lock is null)
        {
            _lock = StoreLock.Take(_path, Holder);
            Transaction("nothing was recorded", () =>
            {
                using var holder = new Statement(_connection, "REPLACE INTO lock_holder (id, process, machine) VALUES (1, ?, ?)");
                holder.With(Environment.ProcessId).With(Environment.MachineName).Run();
                return true;
            });
        }
    }

    /// <summary>Begins a new epoch of a study.</summary>
    public LedgerWriter TakeOver(string study)
    {
        Hold();
        return Transaction("nothing was recorded", () =>
        {
            using var next = new Statement(_connection, """
                INSERT INTO studies (name, epoch, event_count, trial_count) VALUES (?, 1, 0, 0)
                ON CONFLICT (name) DO UPDATE SET epoch = epoch + 1
                """);
            next.With(study).Run();
            var row = Find(study)!.Value;
            return new LedgerWriter(study, row.Epoch, row.EventCount);
        });
    }

    /// <summary>Appends events to a study, and does to the table of trials what they say.</summary>
    public LedgerWriter Append(LedgerWriter writer, IReadOnlyList<StudyEvent> events) => Transaction(
        writer.NextVersion == 0
            ? $"nothing of the study {writer.Study} was recorded"
            : $"nothing after event {writer.NextVersion - 1} of the study {writer.Study} was recorded",
        () =>
        {
            if (Find(writer.Study) is not { } row || row.Epoch != writer.Epoch || row.EventCount != writer.NextVersion)
            {
                throw new LedgerFencedException(writer.Study, writer.Epoch);
            }

            var version = writer.NextVersion;
            var trialCount = row.TrialCount;
            foreach (var happened in events)
            {
                var time = TrialsTable.TimeOf(happened.At);
                var body = StudyEventJson.Encode(happened);
                _insertEvent
                    .With(row.Id)
                    .With(version++)
                    .With(StudyEventJson.KindOf(happened))
                    .With(time)
                    .With(body)
                    .Run();
                trialCount = _trials.Apply(writer.Study, trialCount, happened, time);
            }

            _updateStudy.With(version).With(trialCount).With(TrialsTable.TimeOf(events[0].At)).With(row.Id).Run();
            return writer with { NextVersion = version };
        });

    public void Dispose()
    {
        _trials.Dispose();
        _updateStudy.Dispose();
        _insertEvent.Dispose();
        _findStudy.Dispose();
        _commit.Dispose();
        _begin.Dispose();
        _connection.Dispose();
        _lock?.Dispose();
    }

    private T Transaction<T>(string consequence, Func<T> write)
    {
        try
        {
            _begin.Run();
            var result = write();
            _commit.Run();
            return result;
        }
        catch (SqliteException exception)
        {
            Statement.RollBack(_connection);
            throw StoreErrors.Explain(_path, exception, consequence);
        }
        catch
        {
            Statement.RollBack(_connection);
            throw;
        }
    }

    private StudyRow? Find(string study)
    {
        try
        {
            return _findStudy.With(study).Step()
                ? new StudyRow(_findStudy.Integer(0), _findStudy.Integer(1), _findStudy.Integer(2), _findStudy.Integer(3))
                : null;
        }
        finally
        {
            _findStudy.Reset();
        }
    }

    /// <summary>Who holds the lock, as the store says; the lock's own file can be read by nobody else.</summary>
    private string Holder()
    {
        using var query = new Statement(_connection, "SELECT process, machine FROM lock_holder");
        if (!query.Step())
        {
            return "another process";
        }

        var process = query.Integer(0).ToString(CultureInfo.InvariantCulture);
        var machine = query.Text(1);
        return machine == Environment.MachineName ? $"process {process}" : $"process {process} on {machine}";
    }

    private readonly record struct StudyRow(long Id, long Epoch, long EventCount, long TrialCount);
}
