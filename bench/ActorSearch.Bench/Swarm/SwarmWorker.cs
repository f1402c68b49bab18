using System.Diagnostics;
using System.Globalization;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Bench.Swarm;

/// <summary>A worker that speaks as a real one does and trains nothing.</summary>
internal sealed class SwarmWorker(SwarmNodes nodes, string study, int number, SwarmLoad load, Action<TimeSpan> finished)
{
    private static readonly TimeSpan ClaimWait = TimeSpan.FromSeconds(30);

    /// <summary>A withdrawal may come before the claim it is about, on a connection of its own; after this it is said again.</summary>
    private static readonly TimeSpan Withdrawing = TimeSpan.FromMilliseconds(100);

    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"swarm/{number}~{study}");

    /// <summary>Claims, reports and finishes trials until the study has ended.</summary>
    /// <param name="ended">Cancelled once it has.</param>
    public async Task RunAsync(CancellationToken ended)
    {
        var working = WorkAsync(ended);
        await Task.WhenAny(working, Task.Delay(Timeout.Infinite, ended));
        while (!working.IsCompleted)
        {
            await nodes.SayAsync(number, new WireMessage.Withdraw(_name), TimeSpan.Zero);
            await Task.WhenAny(working, Task.Delay(Withdrawing, CancellationToken.None));
        }

        await working;
    }

    private async Task WorkAsync(CancellationToken ended)
    {
        try
        {
            // Spread over one trial's time, as workers are that have been at it for a while.
            await Task.Delay(load.Training * number / load.Workers, ended);
            while (!ended.IsCancellationRequested)
            {
                var idleSince = Stopwatch.GetTimestamp();
                if (await ClaimAsync(ended) is not { } lease)
                {
                    return;
                }

                var waited = Stopwatch.GetElapsedTime(idleSince);
                await TrainAsync(lease, ended);
                finished(waited);
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
        }
    }

    /// <summary>A trial; null once the study has ended.</summary>
    private async Task<TrialLease?> ClaimAsync(CancellationToken ended)
    {
        var claim = new WireMessage.Claim(
            _name, 1, MemoryBytes: null, Neighbours: 0, Holding: [], UnableFor: [], (int)ClaimWait.TotalMilliseconds);
        while (true)
        {
            switch (await nodes.SayAsync(number, claim, ClaimWait))
            {
                case WireMessage.Granted { Leases: [var lease] } granted when granted.Study == study:
                    return lease;
                case WireMessage.NothingNow when ended.IsCancellationRequested:
                    return null;
                case WireMessage.NothingNow:
                    continue;
                case var other:
                    throw new InvalidOperationException($"a claim was answered {other}");
            }
        }
    }

    private async Task TrainAsync(TrialLease lease, CancellationToken ended)
    {
        var accuracy = (lease.Seed % 10_000) / 10_000.0;
        var metrics = new EpochMetrics(0, 1, accuracy, 1, accuracy, load.Training.TotalSeconds / Math.Max(1, load.Epochs));
        if (load.Epochs == 0)
        {
            await Task.Delay(load.Training, ended);
        }

        for (var epoch = 1; epoch <= load.Epochs; epoch++)
        {
            await Task.Delay(load.Training / load.Epochs, ended);
            metrics = metrics with { Epoch = epoch };
            await TellAsync(new WireMessage.ReportEpoch(_name, study, lease.Plan.Id, lease.Attempt, metrics));
        }

        var result = new TrialResult(
            TrialOutcome.Completed, string.Empty, metrics with { Epoch = Math.Max(1, load.Epochs) }, 1, accuracy, Math.Max(1, load.Epochs),
            load.Training.TotalSeconds);
        await TellAsync(new WireMessage.Finish(_name, study, lease.Plan.Id, lease.Attempt, result));
    }

    private async Task TellAsync(WireMessage word)
    {
        if (await nodes.SayAsync(number, word, TimeSpan.Zero) is not WireMessage.Acknowledged { Word: not Acknowledgement.Stale })
        {
            throw new InvalidOperationException($"{word} was not recorded");
        }
    }
}
