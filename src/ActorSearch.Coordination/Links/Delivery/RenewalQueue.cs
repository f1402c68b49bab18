using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Trials;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>
/// A worker's renewals, which wait behind no other word: a result that one study's store does not take must not cost
/// the lease of a trial of another. Of each trial the newest renewal waits, and none once its attempt's end is told.
/// </summary>
internal sealed class RenewalQueue(WordDelivery delivery)
{
    private readonly Lock _lock = new();
    private readonly Signal _signal = new();
    private readonly Dictionary<(string Study, TrialId Trial), CoordinatorMessage.OnAttempt> _waiting = [];

    /// <summary>Takes a renewal, in place of an older one of its trial.</summary>
    public void Put(CoordinatorMessage.OnAttempt renewal)
    {
        lock (_lock)
        {
            _waiting[(renewal.Study, renewal.Command.Trial)] = renewal;
        }

        _signal.Raise();
    }

    /// <summary>Forgets a trial's renewal.</summary>
    public void Drop(string study, TrialId trial)
    {
        lock (_lock)
        {
            _waiting.Remove((study, trial));
        }
    }

    /// <summary>Delivers until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            await _signal.WaitAsync(cancellation).ConfigureAwait(false);
            var backOff = delivery.BeginBackOff();
            while (await TryAllAsync(cancellation).ConfigureAwait(false) is { } atLeast)
            {
                await delivery.PauseAsync(backOff, atLeast, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Says every renewal that waits, once.</summary>
    /// <returns>Null where none is left; else the least time to wait before the next round.</returns>
    private async Task<TimeSpan?> TryAllAsync(CancellationToken cancellation)
    {
        TimeSpan? atLeast = null;
        foreach (var renewal in Waiting())
        {
            if (await delivery.TryAsync(renewal, cancellation).ConfigureAwait(false) is { } pause)
            {
                atLeast = pause > (atLeast ?? TimeSpan.Zero) ? pause : atLeast ?? TimeSpan.Zero;
            }
            else
            {
                Settle(renewal);
            }
        }

        return atLeast;
    }

    private List<CoordinatorMessage.OnAttempt> Waiting()
    {
        lock (_lock)
        {
            return [.. _waiting.Values];
        }
    }

    private void Settle(CoordinatorMessage.OnAttempt renewal)
    {
        lock (_lock)
        {
            var key = (renewal.Study, renewal.Command.Trial);
            if (ReferenceEquals(_waiting.GetValueOrDefault(key), renewal))
            {
                _waiting.Remove(key);
            }
        }
    }
}
