using ActorSearch.Coordination.Actors;
using ActorSearch.Coordination.Workers;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>
/// What the coordinator has decided and not recorded: the studies as they will be, their events, and the answers that
/// wait for them.
/// </summary>
internal sealed class Batch
{
    private readonly List<string> _names = [];
    private readonly Dictionary<string, StudyState> _states = [];
    private readonly Dictionary<string, List<StudyEvent>> _events = [];
    private readonly List<(string Study, IActorRef<WorkerMessage> To, WorkerMessage Message)> _answers = [];
    private bool _broughtWork;

    /// <summary>Begins a batch on the studies whose store is well.</summary>
    public Batch(IEnumerable<HostedStudy> studies)
    {
        foreach (var study in studies.Where(s => s.Failure is null))
        {
            _names.Add(study.Name);
            _states.Add(study.Name, study.State);
        }
    }

    /// <summary>The studies after all that was decided, in the order of submission.</summary>
    public IEnumerable<StudyState> States => _names.Select(n => _states[n]);

    /// <summary>What is to be recorded, study by study.</summary>
    public IEnumerable<(string Study, StudyState State, IReadOnlyList<StudyEvent> Events)> Changes =>
        _names.Where(_events.ContainsKey).Select(n => (n, _states[n], (IReadOnlyList<StudyEvent>)_events[n]));

    /// <summary>A study after all that was decided; null for one that is not there.</summary>
    public StudyState? Find(string study) => _states.GetValueOrDefault(study);

    /// <summary>Takes a decision on a study, and its answer.</summary>
    public void Add(string study, Decision decision, IActorRef<WorkerMessage>? replyTo)
    {
        if (!decision.Events.IsEmpty)
        {
            _states[study] = Study.Apply(_states[study], decision.Events);
            if (!_events.TryGetValue(study, out var events))
            {
                _events.Add(study, events = []);
            }

            events.AddRange(decision.Events);
            _broughtWork |= decision.Events.Any(BringsWork);
        }

        if (replyTo is not null)
        {
            _answers.Add((study, replyTo, new WorkerMessage.FromCoordinator(study, decision.Reply)));
        }
    }

    /// <summary>Takes an answer that is about no study.</summary>
    public void Reply(IActorRef<WorkerMessage> to, StudyReply reply) =>
        _answers.Add((string.Empty, to, new WorkerMessage.FromCoordinator(string.Empty, reply)));

    /// <summary>Whether claims that wait may have another answer since this was last asked.</summary>
    public bool TakeBroughtWork()
    {
        var brought = _broughtWork;
        _broughtWork = false;
        return brought;
    }

    /// <summary>A study's events were not recorded: those who wait for them are told to come again.</summary>
    public void Fail(string study, string reason)
    {
        for (var i = 0; i < _answers.Count; i++)
        {
            if (_answers[i].Study == study)
            {
                _answers[i] = _answers[i] with { Message = new WorkerMessage.Unavailable(reason) };
            }
        }
    }

    /// <summary>Gives all answers. Everything that they speak of is recorded.</summary>
    public void Answer()
    {
        foreach (var (_, to, message) in _answers)
        {
            to.Answer(message);
        }

        _answers.Clear();
    }

    private static bool BringsWork(StudyEvent happened) =>
        happened is StudyEvent.AttemptEnded or StudyEvent.TrialsAdded or StudyEvent.Completed;
}
