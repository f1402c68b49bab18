using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;

namespace ActorSearch.Bench.Swarm;

/// <summary>
/// Many simulated workers on one coordinator: a process of its own with a fresh store, spoken to over HTTP on the
/// loopback interface. The workers train nothing: they wait as long as they are told and tell a made-up result. A first
/// small study warms the coordinator up and is not counted.
/// </summary>
internal static class SwarmCommand
{
    private const int WarmUpTrials = 2000;

    public static Command Command()
    {
        var workers = new Option<int>("--workers") { DefaultValueFactory = _ => 500 };
        var trials = new Option<int>("--trials") { DefaultValueFactory = _ => 10_000 };
        var train = new Option<int>("--train-ms") { DefaultValueFactory = _ => 0, Description = "how long each trial pretends to train" };
        var epochs = new Option<int>("--epochs") { DefaultValueFactory = _ => 1, Description = "epochs that each trial reports" };
        var folder = new Option<string>("--folder") { DefaultValueFactory = _ => ".", Description = "where the store is made, and removed" };
        var program = new Option<string?>("--actorsearch") { Description = "the command to measure (default: the one of this build)" };
        var command = new Command("swarm", "What a coordinator makes of many workers.") { workers, trials, train, epochs, folder, program };
        command.SetAction((r, _) => RunAsync(
            new SwarmLoad(r.GetValue(workers), r.GetValue(trials), r.GetValue(epochs), TimeSpan.FromMilliseconds(r.GetValue(train))),
            r.GetValue(folder)!,
            r.GetValue(program) ?? CoordinatorProcess.OfThisBuild()));
        return command;
    }

    private static async Task RunAsync(SwarmLoad load, string folder, string program)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, $"swarm-{Environment.ProcessId}"));
        try
        {
            await using var coordinator = await CoordinatorProcess.StartAsync(program, own.FullName);
            using var line = new CoordinatorLine(coordinator.Address);
            await StudyAsync(line, "warm-up", load with { Trials = WarmUpTrials, Training = TimeSpan.Zero });

            var (messages, retries) = (line.Messages, line.Retries);
            var coordinatorBefore = coordinator.ProcessorTime();
            var ownBefore = Process.GetCurrentProcess().TotalProcessorTime;
            var (elapsed, waits) = await StudyAsync(line, "swarm", load);
            var coordinatorTime = coordinator.ProcessorTime() - coordinatorBefore;
            var ownTime = Process.GetCurrentProcess().TotalProcessorTime - ownBefore;
            (messages, retries) = (line.Messages - messages, line.Retries - retries);

            Console.WriteLine(JsonSerializer.Serialize(new
            {
                program = "actorsearch",
                workers = load.Workers,
                trials = load.Trials,
                train_ms = load.Training.TotalMilliseconds,
                epochs = load.Epochs,
                seconds = Math.Round(elapsed.TotalSeconds, 2),
                trials_per_second = Math.Round(load.Trials / elapsed.TotalSeconds, 1),
                messages,
                messages_per_second = Math.Round(messages / elapsed.TotalSeconds, 1),
                retries,
                idle_to_lease_ms_median = Milliseconds(waits, 0.50),
                idle_to_lease_ms_p95 = Milliseconds(waits, 0.95),
                idle_to_lease_ms_p99 = Milliseconds(waits, 0.99),
                coordinator_ms_per_trial = Math.Round(coordinatorTime.TotalMilliseconds / load.Trials, 3),
                coordinator_cores = Math.Round(coordinatorTime / elapsed, 2),
                workers_cores = Math.Round(ownTime / elapsed, 2),
                coordinator_peak_resident_mb = Math.Round(coordinator.PeakResidentBytes() / 1e6, 1),
            }));
        }
        finally
        {
            own.Delete(recursive: true);
        }
    }

    /// <summary>Hands a study in, has it worked on to the end, and gives the time that took and each wait for a lease.</summary>
    private static async Task<(TimeSpan Elapsed, List<TimeSpan> Waits)> StudyAsync(CoordinatorLine line, string study, SwarmLoad load)
    {
        await line.SubmitAsync(SwarmStudy.Experiment(study, load.Trials), study);
        var waits = new List<TimeSpan>(load.Trials);
        var left = load.Trials;
        using var all = new CancellationTokenSource();
        var started = Stopwatch.GetTimestamp();
        var elapsed = TimeSpan.Zero;
        void Finished(TimeSpan waited)
        {
            lock (waits)
            {
                waits.Add(waited);
                if (--left == 0)
                {
                    elapsed = Stopwatch.GetElapsedTime(started);
                    all.Cancel();
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, load.Workers).Select(i => new SwarmWorker(line, study, i, load, Finished).RunAsync(all.Token)));
        await line.MustHaveEndedAsync(study, load.Trials);
        return (elapsed, waits);
    }

    /// <summary>A quantile by the nearest rank.</summary>
    private static double Milliseconds(List<TimeSpan> waits, double quantile)
    {
        waits.Sort();
        return Math.Round(waits[Math.Max(0, (int)Math.Ceiling(quantile * waits.Count) - 1)].TotalMilliseconds, 2);
    }
}
