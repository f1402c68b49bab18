using System.Collections.Immutable;
using System.Diagnostics;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Http.Client;

namespace ActorSearch.Bench.Swarm;

/// <summary>What a swarm made of a study.</summary>
/// <param name="Elapsed">From the first claim to the last result.</param>
/// <param name="Messages">Messages that were answered in that time.</param>
/// <param name="Retries">Messages that had to be said again in that time.</param>
/// <param name="Waits">What each trial's worker waited for its lease.</param>
internal sealed record SwarmRun(TimeSpan Elapsed, long Messages, long Retries, ImmutableArray<TimeSpan> Waits)
{
    /// <summary>Hands a study in and has it worked on to the end.</summary>
    public static async Task<SwarmRun> OfAsync(SwarmNodes nodes, CoordinatorClient client, string study, SwarmLoad load)
    {
        var experiment = SwarmStudy.Experiment(study, load.Trials);
        await client.SubmitAsync(new WireMessage.Submit(experiment, $"{study}.yaml", Resume: false, Extend: false), CancellationToken.None);
        var waits = ImmutableArray.CreateBuilder<TimeSpan>(load.Trials);
        using var ended = new CancellationTokenSource();
        var (messages, retries) = (nodes.Messages, nodes.Retries);
        var started = Stopwatch.GetTimestamp();
        var elapsed = TimeSpan.Zero;
        void Finished(TimeSpan waited)
        {
            lock (waits)
            {
                waits.Add(waited);
                if (waits.Count == load.Trials)
                {
                    elapsed = Stopwatch.GetElapsedTime(started);
                    (messages, retries) = (nodes.Messages - messages, nodes.Retries - retries);
                    ended.Cancel();
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, load.Workers).Select(WorkAsync));
        await MustHaveEndedAsync(client, study, load.Trials);
        return new SwarmRun(elapsed, messages, retries, waits.MoveToImmutable());

        // Where one worker fails the study never ends: the others are not to wait for that.
        async Task WorkAsync(int number)
        {
            try
            {
                await new SwarmWorker(nodes, study, number, load, Finished).RunAsync(ended.Token);
            }
            catch
            {
                await ended.CancelAsync();
                throw;
            }
        }
    }

    /// <summary>Fails unless the coordinator says that all of a study's trials have their outcome.</summary>
    private static async Task MustHaveEndedAsync(CoordinatorClient client, string study, int trials)
    {
        var status = await client.StatusAsync(CancellationToken.None);
        if (status.Studies.SingleOrDefault(s => s.Name == study) is not { Failed: 0, Running: 0 } summary
            || summary.Trials != trials || summary.Ended != trials)
        {
            throw new InvalidOperationException($"the study {study} did not complete: {string.Join(", ", status.Studies)}");
        }
    }
}
