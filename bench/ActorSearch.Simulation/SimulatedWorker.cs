using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using static ActorSearch.Simulation.SimulationException;

namespace ActorSearch.Simulation;

/// <summary>A worker: claims, trains one trial after the other, reports, and keeps each result until it is answered.</summary>
public sealed class SimulatedWorker(World world, SimulatedCoordinator coordinator, SimulatedStudy study, int number)
{
    private const long BeatMilliseconds = World.LeaseMilliseconds / 4;

    private readonly Queue<TrialLease> _waiting = [];
    private readonly Dictionary<(TrialId, int), StudyCommand> _unanswered = [];
    private readonly HashSet<(TrialId, int)> _abandoned = [];
    private string _name = $"worker-{number}";
    private TrialLease? _current;
    private int _epoch;
    private int _incarnation;
    private long _standsStillUntil;

    /// <summary>The worker comes up.</summary>
    public void Start() => Beat();

    /// <summary>The worker dies with all it has and comes back later.</summary>
    public void Crash()
    {
        world.Note($"{_name} crashes");
        world.Counts.WorkerCrashes++;
        _incarnation++;
        _waiting.Clear();
        _unanswered.Clear();
        _abandoned.Clear();
        _current = null;
        _standsStillUntil = 0;
        if (world.Random.Chance(0.5))
        {
            _name = $"worker-{number}-{_incarnation}";
        }

        Later(world.Random.Between(10, 3 * (int)World.LeaseMilliseconds), Start);
    }

    private void Beat()
    {
        if (_current is null && _waiting.Count == 0)
        {
            Claim();
        }

        foreach (var lease in _waiting.Append(_current).OfType<TrialLease>())
        {
            Send(lease, new StudyCommand.Renew(lease.Plan.Id, lease.Attempt));
        }

        foreach (var (key, command) in _unanswered)
        {
            SendResult(key, command);
        }

        if (world.Random.Chance(world.Faults.Noise))
        {
            SendNoise();
        }

        Later(BeatMilliseconds + world.Random.Between(0, 200), Beat);
    }

    private void Claim()
    {
        var isCrowded = world.Random.Chance(world.Faults.Crowding);
        var command = new StudyCommand.Claim(_name, world.Random.Between(1, 4))
        {
            Holding = [.. _unanswered.Keys.Select(k => new HeldTrial(k.Item1, k.Item2))],
            Neighbours = isCrowded ? world.Random.Between(0, 3) : 0,
            MemoryBytes = isCrowded ? world.Random.Between(0, 60_000) : null,
        };
        Send(command, reply =>
        {
            if (reply is StudyReply.Granted granted)
            {
                foreach (var lease in granted.Leases.Where(l => !IsHeld(l)))
                {
                    Require(coordinator.Ledger.HoldsLease(lease.Plan.Id, lease.Attempt), $"{lease} was granted and is not recorded");
                    _waiting.Enqueue(lease);
                }

                TrainNext();
            }
        });
    }

    /// <summary>Claims that crossed each other are answered with the same leases.</summary>
    private bool IsHeld(TrialLease lease) =>
        _waiting.Append(_current).Any(l => l?.Plan.Id == lease.Plan.Id && l.Attempt == lease.Attempt);

    private void TrainNext()
    {
        if (_current is not null)
        {
            return;
        }

        if (!_waiting.TryDequeue(out _current))
        {
            Claim();
            return;
        }

        _epoch = 0;
        TrainEpoch(_current);
    }

    private void TrainEpoch(TrialLease lease) => Later(world.Random.Between(100, 3000), () => EndEpoch(lease));

    private void EndEpoch(TrialLease lease)
    {
        var faults = world.Faults;
        if (_abandoned.Remove((lease.Plan.Id, lease.Attempt)))
        {
            Leave();
        }
        else if (world.Random.Chance(faults.WorkerCrash))
        {
            Crash();
        }
        else if (world.Random.Chance(faults.WorkerStall))
        {
            world.Counts.WorkerStalls++;
            _standsStillUntil = world.Heap.NowMilliseconds + world.Random.Between(100, 4 * (int)World.LeaseMilliseconds);
            TrainEpoch(lease);
        }
        else if (study.AlwaysFails(lease.Plan.Id) || world.Random.Chance(faults.TrialError))
        {
            Leave(new StudyCommand.Fail(lease.Plan.Id, lease.Attempt, ErrorText()));
        }
        else if (world.Random.Chance(faults.OutOfMemory))
        {
            Leave(new StudyCommand.RunOutOfMemory(lease.Plan.Id, lease.Attempt, world.Random.Between(1, 4), ErrorText()));
        }
        else if (world.Random.Chance(faults.HandBack))
        {
            Send(lease, new StudyCommand.HandBack(lease.Plan.Id, lease.Attempt, "shutting down"));
            Leave();
        }
        else
        {
            ReportEpoch(lease);
        }
    }

    private void ReportEpoch(TrialLease lease)
    {
        _epoch++;
        var result = FakeTrainer.Train(lease.Seed);
        var report = new StudyCommand.ReportEpoch(lease.Plan.Id, lease.Attempt, FakeTrainer.Epoch(lease.Seed, _epoch));
        Send(lease, report);
        Echo(report);
        if (_epoch < result.Epochs)
        {
            TrainEpoch(lease);
        }
        else
        {
            Leave(new StudyCommand.Finish(lease.Plan.Id, lease.Attempt, result));
        }
    }

    private void Leave(StudyCommand? result = null)
    {
        if (result is not null)
        {
            var key = (_current!.Plan.Id, _current.Attempt);
            _unanswered[key] = result;
            SendResult(key, result);
        }

        _current = null;
        TrainNext();
    }

    private void SendResult((TrialId Trial, int Attempt) key, StudyCommand command) => Send(command, reply =>
    {
        var word = ((StudyReply.Acknowledged)reply).Word;
        var mustBeRecorded = command is StudyCommand.Finish && word != Acknowledgement.Stale;
        Require(
            !mustBeRecorded || coordinator.Ledger.HoldsResult(key.Trial, key.Attempt),
            $"attempt {key.Attempt} of {key.Trial} was answered {word} and its result is not recorded");
        _unanswered.Remove(key);
        Echo(command);
    });

    private void Send(TrialLease lease, StudyCommand command) => Send(command, reply =>
    {
        if (reply is StudyReply.Acknowledged { Word: Acknowledgement.Stale } && !world.Random.Chance(world.Faults.DeafToStale))
        {
            _abandoned.Add((lease.Plan.Id, lease.Attempt));
        }
    });

    /// <summary>The same message again, much later, when nobody waits for it.</summary>
    private void Echo(StudyCommand command)
    {
        if (world.Random.Chance(world.Faults.Echo))
        {
            Later(world.Random.Between(1, 8 * (int)World.LeaseMilliseconds), () => Send(command, _ => { }));
        }
    }

    /// <summary>Attempts and trials that never were.</summary>
    private void SendNoise()
    {
        var trials = study.ExtendedTrials;
        var trial = world.Random.Chance(0.2)
            ? TrialId.Parse(world.Random.Next().ToString("x32", System.Globalization.CultureInfo.InvariantCulture))
            : trials[world.Random.Between(0, trials.Length - 1)].Id;
        var attempt = world.Random.Chance(0.5) ? world.Random.Between(-3, 0) : 1_000_000 + world.Random.Between(0, 9);
        var forged = FakeTrainer.Train(world.Random.Next());
        Send(
            world.Random.Between(0, 5) switch
            {
                0 => new StudyCommand.Finish(trial, attempt, forged),
                1 => new StudyCommand.Fail(trial, attempt, "forged"),
                2 => new StudyCommand.Renew(trial, attempt),
                3 => new StudyCommand.HandBack(trial, attempt, "forged"),
                4 => new StudyCommand.RunOutOfMemory(trial, attempt, 2, "forged"),
                _ => new StudyCommand.ReportEpoch(trial, attempt, FakeTrainer.Epoch(1, 1)),
            },
            _ => { });
    }

    /// <summary>Sometimes longer than is kept, with a character of two code units at the cut.</summary>
    private string ErrorText() => world.Random.Chance(0.2)
        ? new string('x', Study.MaxReasonLength - world.Random.Between(1, 2)) + "\U0001F600\U0001F600"
        : "out of memory";

    private void Send(StudyCommand command, Action<StudyReply> onReply)
    {
        var incarnation = _incarnation;
        world.Send(() => coordinator.Receive(command, reply =>
        {
            if (reply is StudyReply.Acknowledged { Word: var word })
            {
                world.Counts.Stale += word == Acknowledgement.Stale ? 1 : 0;
                world.Counts.AlreadyRecorded += word == Acknowledgement.AlreadyRecorded ? 1 : 0;
            }

            WhenMoving(incarnation, () => onReply(reply));
        }));
    }

    private void Later(long delayMilliseconds, Action action)
    {
        var incarnation = _incarnation;
        world.Heap.After(delayMilliseconds, () => WhenMoving(incarnation, action));
    }

    private void WhenMoving(int incarnation, Action action)
    {
        if (incarnation != _incarnation)
        {
            return;
        }

        var standsStill = _standsStillUntil - world.Heap.NowMilliseconds;
        if (standsStill > 0)
        {
            world.Heap.After(standsStill, () => WhenMoving(incarnation, action));
            return;
        }

        action();
    }
}
