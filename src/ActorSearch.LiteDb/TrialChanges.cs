using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using LiteDB;
using LiteDB.Engine;

namespace ActorSearch.LiteDb;

/// <summary>
/// What one append does to the collection of trials. Each change follows from the event alone; a trial of which several
/// events speak is read and written once.
/// </summary>
/// <param name="engine">LiteDB.</param>
/// <param name="study">The study before the append.</param>
/// <param name="positions">Places of the study's trials, before the append.</param>
internal sealed class TrialChanges(LiteEngine engine, StudyRow study, IReadOnlyDictionary<TrialId, long> positions)
{
    private readonly Dictionary<TrialId, BsonDocument> _added = [];
    private readonly Dictionary<TrialId, BsonDocument> _changed = [];

    /// <summary>Documents of trials that are new, in order.</summary>
    public IReadOnlyCollection<BsonDocument> Added => _added.Values;

    /// <summary>Documents of trials that changed.</summary>
    public IReadOnlyCollection<BsonDocument> Changed => _changed.Values;

    /// <summary>Identities of the trials that are new, in order.</summary>
    public IReadOnlyCollection<TrialId> AddedIds => _added.Keys;

    /// <summary>Does to the documents what an event did to the study.</summary>
    /// <exception cref="LedgerException">The study has no trial of which the event speaks.</exception>
    public void Apply(StudyEvent happened)
    {
        var time = Documents.TimeOf(happened.At);
        switch (happened)
        {
            case StudyEvent.TrialsAdded e:
                foreach (var plan in e.Trials)
                {
                    _added.Add(plan.Id, TrialDocument.Of(study, study.TrialCount + _added.Count, plan, time));
                }

                break;
            case StudyEvent.Leased e:
                TrialDocument.Lease(Trial(e.Trial, time), e);
                break;
            case StudyEvent.EpochReported e:
                Trial(e.Trial, time)["epochs"] = e.Metrics.Epoch;
                break;
            case StudyEvent.Finished e:
                TrialDocument.Finish(Trial(e.Trial, time), e.Result);
                break;
            case StudyEvent.AttemptEnded e:
                TrialDocument.EndAttempt(Trial(e.Trial, time), e);
                break;
            default:
                break;
        }
    }

    private BsonDocument Trial(TrialId id, string time)
    {
        if (!_added.TryGetValue(id, out var trial) && !_changed.TryGetValue(id, out trial))
        {
            _changed[id] = trial = Stored(id);
        }

        trial["updated_at"] = time;
        return trial;
    }

    private BsonDocument Stored(TrialId id)
    {
        if (!positions.TryGetValue(id, out var position))
        {
            throw new LedgerException($"the study {study.Name} has no trial {id}, of which an event speaks; nothing was recorded");
        }

        var number = TrialDocument.IdOf(study.Number, position);
        var found = engine.Between(Documents.Trials, number, number);
        return found.Count == 1
            ? found[0]
            : throw new LedgerException($"the store is damaged: its document of the trial {id} of the study {study.Name} is missing");
    }
}
