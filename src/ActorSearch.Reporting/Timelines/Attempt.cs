using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.Timelines;

/// <summary>One attempt while its events come in.</summary>
internal sealed class Attempt
{
    private readonly TrialId _trial;
    private readonly int _number;
    private readonly TimeSpan _from;
    private readonly List<Opening> _survived = [];

    /// <summary>When it was last heard of: its lease, a renewal, an epoch, its end.</summary>
    private TimeSpan _lastWord;

    private TimeSpan? _end;
    private TrialResult? _result;

    public Attempt(TrialId trial, int number, TimeSpan from)
    {
        _trial = trial;
        _number = number;
        _from = _lastWord = from;
    }

    /// <summary>Somebody worked on it at that time.</summary>
    public void Hear(TimeSpan now)
    {
        _lastWord = now;
        foreach (var opening in _survived)
        {
            opening.IsOutlived = true;
        }

        _survived.Clear();
    }

    /// <summary>The study was opened while the attempt ran.</summary>
    public void Survive(Opening opening)
    {
        opening.Silent++;
        _survived.Add(opening);
    }

    /// <summary>It came to a result.</summary>
    public void Finish(TrialResult result, TimeSpan now)
    {
        Hear(now);
        (_result, _end) = (result, now);
    }

    /// <summary>It came to nothing; <see cref="Settle"/> has to follow.</summary>
    public void Lose(TimeSpan now) => _end = now;

    /// <summary>Says whether a lost attempt's worker was there to say so itself.</summary>
    public void Settle(bool isTold)
    {
        if (isTold)
        {
            Hear(_end!.Value);
        }

        foreach (var opening in _survived)
        {
            opening.Silent--;
        }

        _survived.Clear();
    }

    /// <summary>The attempt as a span.</summary>
    /// <param name="now">The last event's time, up to which it runs if it does.</param>
    /// <param name="pauses">When nobody ran the study: what was never heard of again ended with the first of these.</param>
    public TrialSpan ToSpan(TimeSpan now, IReadOnlyList<Opening> pauses)
    {
        if (_result is { } result)
        {
            return Split(result, _end!.Value);
        }

        var end = _end ?? now;
        var to = pauses.FirstOrDefault(p => p.From >= _lastWord && p.To <= end)?.From ?? end;
        return new TrialSpan(_trial, _number, _from, to, TimeSpan.Zero, to - _from, TimeSpan.Zero, TimeSpan.Zero, IsLost: _end is not null);
    }

    /// <summary>What the worker measured by its own clock, within what the coordinator's says; the rest is the way there and back.</summary>
    private TrialSpan Split(TrialResult result, TimeSpan to)
    {
        var left = to - _from;
        var trained = Take(result.Seconds);
        var evaluating = Within(result.EvaluatingSeconds ?? 0, trained);
        var loading = Take(result.LoadingSeconds ?? 0);
        return new TrialSpan(_trial, _number, _from, to, loading, trained - evaluating, evaluating, left, IsLost: false);

        TimeSpan Take(double seconds)
        {
            var taken = Within(seconds, left);
            left -= taken;
            return taken;
        }
    }

    private static TimeSpan Within(double seconds, TimeSpan most) =>
        seconds >= most.TotalSeconds ? most : seconds > 0 ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
}
