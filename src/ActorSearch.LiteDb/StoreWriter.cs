using System.Globalization;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.LiteDb.Files;
using ActorSearch.Storage.Files;
using LiteDB;

namespace ActorSearch.LiteDb;

/// <summary>
/// The one writer of a store, from the moment it holds the store's lock. Every call is one transaction; the caller makes
/// them take turns. Whatever fails, LiteDB is thrown away and opened anew from what is on the disk.
/// </summary>
internal sealed class StoreWriter(string path, StoreOptions options) : IDisposable
{
    private readonly Dictionary<string, StudyRow> _studies = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<TrialId, long>> _positions = new(StringComparer.Ordinal);
    private StoreLock? _lock;
    private StoreEngine? _engine;
    private long? _cutTo;

    /// <summary>Whether the store is held.</summary>
    public bool Holds => _lock is not null;

    /// <summary>Keeps other processes from writing the store, and opens it.</summary>
    public void Hold()
    {
        if (_lock is not null)
        {
            return;
        }

        _lock = StoreLock.Take(path, Holder);
        try
        {
            Write("nothing was recorded", engine => engine.Transaction(() => engine.Lite.Upsert(
                Documents.LockHolder,
                [new BsonDocument { ["_id"] = 1, ["process"] = Environment.ProcessId, ["machine"] = Environment.MachineName }],
                BsonAutoId.Int32)));
        }
        catch
        {
            Dispose();
            _lock = null;
            throw;
        }
    }

    /// <summary>Reads through the writer.</summary>
    public T Read<T>(Func<StoreEngine, T> read) => Run(consequence: null, read);

    /// <summary>The studies, oldest first.</summary>
    public IReadOnlyCollection<StudyRow> Studies() => Read(_ => _studies.Values.OrderBy(s => s.Number).ToArray());

    /// <summary>Begins a new epoch of a study.</summary>
    public LedgerWriter TakeOver(string study)
    {
        Hold();
        return Run("nothing was recorded", engine =>
        {
            var row = _studies.TryGetValue(study, out var known)
                ? known with { Epoch = known.Epoch + 1 }
                : new StudyRow(_studies.Count + 1, study, Epoch: 1, EventCount: 0, TrialCount: 0, CreatedAt: null);
            engine.Transaction(() => engine.Lite.Upsert(Documents.Studies, [row.ToDocument()], BsonAutoId.Int64));
            _studies[study] = row;
            return new LedgerWriter(study, row.Epoch, row.EventCount);
        });
    }

    /// <summary>Appends events to a study, and does to the collection of trials what they say.</summary>
    public LedgerWriter Append(LedgerWriter writer, IReadOnlyList<StudyEvent> events)
    {
        var consequence = writer.NextVersion == 0
            ? $"nothing of the study {writer.Study} was recorded"
            : $"nothing after event {writer.NextVersion - 1} of the study {writer.Study} was recorded";
        var documents = events.Select(EventDocument.Of).ToArray();
        if (!Holds)
        {
            throw new LedgerFencedException(writer.Study, writer.Epoch);
        }

        return Run(consequence, engine =>
        {
            if (!_studies.TryGetValue(writer.Study, out var row) || row.Epoch != writer.Epoch || row.EventCount != writer.NextVersion)
            {
                throw new LedgerFencedException(writer.Study, writer.Epoch);
            }

            var positions = Positions(engine, row);
            foreach (var (i, document) in documents.Index())
            {
                document["_id"] = EventDocument.IdOf(row.Number, row.EventCount + i);
            }

            var trials = new TrialChanges(engine.Lite, row, positions);
            foreach (var happened in events)
            {
                trials.Apply(happened);
            }

            var next = row with
            {
                EventCount = row.EventCount + events.Count,
                TrialCount = row.TrialCount + trials.Added.Count,
                CreatedAt = row.CreatedAt ?? Documents.TimeOf(events[0].At),
            };
            engine.Transaction(() =>
            {
                engine.Lite.Insert(Documents.Events, documents, BsonAutoId.Int64);
                engine.Lite.Insert(Documents.Trials, trials.Added, BsonAutoId.Int64);
                engine.Lite.Update(Documents.Trials, trials.Changed);
                engine.Lite.Update(Documents.Studies, [next.ToDocument()]);
            });
            foreach (var added in trials.AddedIds)
            {
                positions.Add(added, positions.Count);
            }

            _studies[writer.Study] = next;
            return writer with { NextVersion = next.EventCount };
        });
    }

    /// <summary>Closes the store; the log goes into the store's file where the disk allows it, or else when it is next opened.</summary>
    public void Dispose()
    {
        if (_lock is null)
        {
            return;
        }

        try
        {
            var engine = Engine();
            engine.Fold();
            var isFolded = engine.LogLength == 0;
            Close();
            if (isFolded)
            {
                File.Delete(LogScan.PathOf(path));
            }
        }
        catch (Exception exception) when (exception is LedgerException || StoreErrors.AreOfStore(exception))
        {
            // All that was acknowledged is in the log, and the next opening folds it in.
            Close();
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private void Write(string consequence, Action<StoreEngine> write) => Run(consequence, engine =>
    {
        write(engine);
        return true;
    });

    private T Run<T>(string? consequence, Func<StoreEngine, T> act)
    {
        try
        {
            return act(Engine());
        }
        catch (Exception exception)
        {
            if (exception is not LedgerException)
            {
                Drop();
            }

            if (StoreErrors.AreOfStore(exception))
            {
                throw StoreErrors.Explain(path, exception, consequence);
            }

            throw;
        }
    }

    /// <summary>LiteDB, opened if need be. What was not acknowledged is cut off before anything else is done.</summary>
    private StoreEngine Engine()
    {
        if (_engine is { IsUndisturbed: false })
        {
            Close();
        }

        if (_engine is null)
        {
            if (!StoreHeader.IsStore(path))
            {
                throw new LedgerException($"the store {path} is gone; put it back");
            }

            _engine = StoreEngine.Open(path, options, _cutTo);
            _cutTo = null;
            foreach (var row in StudyRow.All(_engine.Lite))
            {
                _studies[row.Name] = row;
            }
        }

        return _engine;
    }

    /// <summary>Gives LiteDB up after a failure, and takes back what may have been written and was not acknowledged.</summary>
    private void Drop()
    {
        if (_engine is not null)
        {
            _cutTo = _engine.LogLength;
            try
            {
                _engine.CutLog(_engine.LogLength);
                _cutTo = null;
            }
            catch (Exception exception) when (StoreErrors.AreOfStore(exception))
            {
                // It is cut when the store is next opened; until then nothing is read or written.
            }
        }

        Close();
    }

    private void Close()
    {
        _engine?.Dispose();
        _engine = null;
        _studies.Clear();
        _positions.Clear();
    }

    private Dictionary<TrialId, long> Positions(StoreEngine engine, StudyRow study)
    {
        if (!_positions.TryGetValue(study.Name, out var positions))
        {
            positions = [];
            foreach (var trial in engine.Lite.Between(
                Documents.Trials, TrialDocument.IdOf(study.Number, 0), TrialDocument.IdOf(study.Number + 1, 0) - 1))
            {
                positions.Add(TrialId.Parse(trial["trial"].AsString), positions.Count);
            }

            _positions[study.Name] = positions;
        }

        return positions;
    }

    /// <summary>Who holds the lock, as the store says; the lock's own file can be read by nobody else.</summary>
    private string Holder()
    {
        if (StoreSnapshot.Take(path).LockHolder is not { } holder)
        {
            return "another process";
        }

        var process = holder["process"].AsInt32.ToString(CultureInfo.InvariantCulture);
        var machine = holder["machine"].AsString;
        return machine == Environment.MachineName ? $"process {process}" : $"process {process} on {machine}";
    }
}
