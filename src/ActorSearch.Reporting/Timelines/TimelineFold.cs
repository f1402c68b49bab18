using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Timelines;

/// <summary>
/// Folds a study's events into where its time went; more events may follow what was asked for. Spans begin and end by the
/// coordinator's clock alone, since workers' clocks may differ from it and from each other.
/// </summary>
public sealed class TimelineFold
{
    private readonly EventClock _clock = new();
    private readonly Dictionary<string, List<Attempt>> _workers = [];
    private readonly Dictionary<TrialId, Attempt> _running = [];
    private readonly List<Opening> _openings = [];

    /// <summary>Attempts that were given back one after the other: by their workers, or by an opening in the name of workers that are gone.</summary>
    private readonly List<Attempt> _returned = [];

    /// <summary>When the study was last seen to be run; null before it was opened.</summary>
    private TimeSpan? _lastRun;

    /// <summary>The same before these were given back, all of them at one time.</summary>
    private TimeSpan? _lastRunBeforeReturns;

    /// <summary>Takes the next event.</summary>
    public void Add(StudyEvent happened)
    {
        _clock.Hear(happened.At);
        var now = _clock.Now;
        SettleReturned(happened, now);
        switch (happened)
        {
            case StudyEvent.Created or StudyEvent.Redefined or StudyEvent.TrialsAdded:
                return; // May come long before anybody runs the study, or runs it again.
            case StudyEvent.Opened:
                Open(now);
                break;
            case StudyEvent.Leased e:
                Begin(e, now);
                break;
            case StudyEvent.Renewed e:
                _running.GetValueOrDefault(e.Trial)?.Hear(now);
                break;
            case StudyEvent.EpochReported e:
                _running.GetValueOrDefault(e.Trial)?.Hear(now);
                break;
            case StudyEvent.Finished e when _running.Remove(e.Trial, out var attempt):
                attempt.Finish(e.Result, now);
                break;
            case StudyEvent.AttemptEnded e when _running.Remove(e.Trial, out var attempt):
                attempt.Lose(now);
                if (e.End == AttemptEnd.HandedBack)
                {
                    _lastRunBeforeReturns = _returned.Count == 0 ? _lastRun : _lastRunBeforeReturns;
                    _returned.Add(attempt);
                }
                else
                {
                    attempt.Settle(isTold: e.End != AttemptEnd.Expired);
                }

                break;
            default:
                break;
        }

        _lastRun = now;
    }

    /// <summary>Where the time went by the events so far.</summary>
    public StudyTimeline ToTimeline()
    {
        var pauses = _openings.Where(o => o.IsPause).ToArray();
        var ran = _clock.Now - pauses.Aggregate(TimeSpan.Zero, (sum, p) => sum + (p.To - p.From));
        return new StudyTimeline(
            [.. _workers.OrderBy(w => w.Key, NaturalOrder.Comparer).Select(w => ToWorker(w.Key, w.Value, pauses, ran))],
            [.. pauses.Select(p => (p.From, p.To))],
            _clock.Now);
    }

    private WorkerTimeline ToWorker(string name, List<Attempt> attempts, Opening[] pauses, TimeSpan ran)
    {
        var spans = attempts.Select(a => a.ToSpan(_clock.Now, pauses))
            .OrderBy(s => s.From).ThenBy(s => s.To).ThenBy(s => s.Trial).ThenBy(s => s.Attempt).ToImmutableArray();
        return new WorkerTimeline(name, spans, SpanTotals.Of(spans, ran));
    }

    /// <summary>An opening that gives trials back does so in its own moment, right before.</summary>
    private void SettleReturned(StudyEvent happened, TimeSpan now)
    {
        var isSameRow = happened is StudyEvent.AttemptEnded { End: AttemptEnd.HandedBack } && now == _lastRun;
        if (_returned.Count == 0 || isSameRow)
        {
            return;
        }

        var isByOpening = happened is StudyEvent.Opened && now == _lastRun;
        _returned.ForEach(a => a.Settle(isTold: !isByOpening));
        _returned.Clear();
        _lastRun = isByOpening ? _lastRunBeforeReturns : _lastRun;
    }

    private void Open(TimeSpan now)
    {
        if (_lastRun is not { } from)
        {
            return;
        }

        var opening = new Opening(from, now);
        _openings.Add(opening);
        foreach (var attempt in _running.Values)
        {
            attempt.Survive(opening);
        }
    }

    private void Begin(StudyEvent.Leased leased, TimeSpan now)
    {
        if (_running.Remove(leased.Trial, out var lost))
        {
            lost.Lose(now);
            lost.Settle(isTold: false);
        }

        var attempt = new Attempt(leased.Trial, leased.Attempt, now);
        _running[leased.Trial] = attempt;
        var worker = WorkerNames.Shown(leased.Worker);
        if (!_workers.TryGetValue(worker, out var attempts))
        {
            _workers.Add(worker, attempts = []);
        }

        attempts.Add(attempt);
    }
}
