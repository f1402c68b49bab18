using System.Diagnostics;
using System.Globalization;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Bench.Swarm;

/// <summary>A worker that speaks as a real one does and trains nothing.</summary>
internal sealed class SwarmWorker(CoordinatorLine line, string study, int number, SwarmLoad load, Action<TimeSpan> finished)
{
    private const int ClaimWaitMs = 30_000;

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"swarm/{number}~{study}");

    /// <summary>Claims, reports and finishes trials until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            // Spread over one trial's time, as workers are that have been at it for a while.
            await Task.Delay(load.Training * number / load.Workers, stop);
            while (true)
            {
                var idleSince = Stopwatch.GetTimestamp();
                var lease = await ClaimAsync(stop);
                var waited = Stopwatch.GetElapsedTime(idleSince);
                await TrainAsync(lease, stop);
                finished(waited);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
    }

    private async Task<TrialLease> ClaimAsync(CancellationToken stop)
    {
        var claim = new WireMessage.Claim(_name, 1, MemoryBytes: null, Neighbours: 0, Holding: [], UnableFor: [], ClaimWaitMs);
        while (true)
        {
            switch (await line.SayAsync(claim, stop))
            {
                case WireMessage.Granted { Leases: [var lease] } granted when granted.Study == study:
                    return lease;
                case WireMessage.NothingNow:
                    continue;
                case var other:
                    throw new InvalidOperationException($"a claim was answered {other}");
            }
        }
    }

    private async Task TrainAsync(TrialLease lease, CancellationToken stop)
    {
        var accuracy = (lease.Seed % 10_000) / 10_000.0;
        var metrics = new EpochMetrics(0, 1, accuracy, 1, accuracy, load.Training.TotalSeconds / Math.Max(1, load.Epochs));
        if (load.Epochs == 0)
        {
            await Task.Delay(load.Training, stop);
        }

        for (var epoch = 1; epoch <= load.Epochs; epoch++)
        {
            await Task.Delay(load.Training / load.Epochs, stop);
            metrics = metrics with { Epoch = epoch };
            await TellAsync(new WireMessage.ReportEpoch(_name, study, lease.Plan.Id, lease.Attempt, metrics), stop);
        }

        var result = new TrialResult(
            TrialOutcome.Completed, string.Empty, metrics with { Epoch = Math.Max(1, load.Epochs) }, 1, accuracy, Math.Max(1, load.Epochs),
            load.Training.TotalSeconds);
        await TellAsync(new WireMessage.Finish(_name, study, lease.Plan.Id, lease.Attempt, result), stop);
    }

    private async Task TellAsync(WireMessage word, CancellationToken stop)
    {
        if (await line.SayAsync(word, stop) is not WireMessage.Acknowledged { Word: not Acknowledgement.Stale })
        {
            throw new InvalidOperationException($"{word} was not recorded");
        }
    }
}
