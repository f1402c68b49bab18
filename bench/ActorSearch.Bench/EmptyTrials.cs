using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Coordination.Local;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Storage;

namespace ActorSearch.Bench;

/// <summary>
/// What a trial costs that trains nothing: expansion of the grid, leases, reports and results through the actors, all
/// recorded durably in SQLite. A first small study warms the program up and is not counted.
/// </summary>
internal static class EmptyTrials
{
    private static readonly ImageShape Image = new(1, 28, 28);

    public static Command Command()
    {
        var trials = new Option<int>("--trials") { DefaultValueFactory = _ => 1000 };
        var workers = new Option<int>("--workers") { DefaultValueFactory = _ => 2 };
        var capacity = new Option<int>("--capacity") { DefaultValueFactory = _ => 256, Description = "trials a worker takes at a time" };
        var folder = new Option<string>("--folder") { DefaultValueFactory = _ => ".", Description = "where the store is made, and removed" };
        var command = new Command("empty-trials", "What a trial costs that trains nothing.") { trials, workers, capacity, folder };
        command.SetAction((r, _) => RunAsync(r.GetValue(trials), r.GetValue(workers), r.GetValue(capacity), r.GetValue(folder)!));
        return command;
    }

    private static async Task RunAsync(int trials, int workers, int capacity, string folder)
    {
        var store = Path.Combine(folder, $"bench-{Environment.ProcessId}.db");
        try
        {
            await SearchAsync(store, trials: 500, workers, capacity);
            File.Delete(store);
            var started = Stopwatch.GetTimestamp();
            var end = await SearchAsync(store, trials, workers, capacity);
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (!end.IsCompleted || end.Trials.Any(t => t.Outcome != TrialOutcome.Completed))
            {
                throw new InvalidOperationException("the study did not complete");
            }

            Console.WriteLine(JsonSerializer.Serialize(new
            {
                program = "actorsearch",
                trials,
                workers,
                capacity,
                seconds = Math.Round(elapsed.TotalSeconds, 3),
                ms_per_trial = Math.Round(elapsed.TotalMilliseconds / trials, 4),
                peak_resident_mb = Math.Round(Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, 1),
                store_mb = Math.Round(new FileInfo(store).Length / 1e6, 1),
            }));
        }
        finally
        {
            foreach (var file in Directory.GetFiles(folder, Path.GetFileName(store) + "*"))
            {
                File.Delete(file);
            }
        }
    }

    private static async Task<StudyState> SearchAsync(string store, int trials, int workers, int capacity)
    {
        var rates = Enumerable.Range(1, trials).Select(i => (ParameterValue)new ParameterValue.Real(i / 1_000_000.0));
        var spec = new ExperimentSpec(
            "empty", Seed: 1, new DataSetSpec("glyphs"), new SearchSpace([], [new Dimension(ParameterNames.LearningRate, [.. rates])]),
            Replicates: 1, Objective.Default, MaxAttempts: 3, Source: string.Empty);
        var definition = new StudyDefinition(
            spec.Study, spec.Seed, spec.DataSet, new string('0', 64), Image, Classes: 10, spec.Objective, spec.MaxAttempts, spec.Source);
        var plan = new StudyPlan(definition, Grid.Expand(spec, Image, definition.Classes).Trials);
        await using var ledger = SqliteLedger.Open(store);
        var request = new LocalSearchRequest(
            plan, new StudyOpening.Begin(), workers, capacity, _ => new Empty(), CoordinatorOptions.Default);
        return await LocalSearch.RunAsync(request, ledger, new Deaf(), TimeProvider.System, CancellationToken.None);
    }

    private sealed class Empty : ITrialTrainer
    {
        public void Train(IReadOnlyList<TrialLease> leases, ITrialReports reports, CancellationToken cancellation)
        {
            foreach (var lease in leases)
            {
                var accuracy = (lease.Seed % 10_000) / 10_000.0;
                reports.Ended(lease, new TrialResult(
                    TrialOutcome.Completed, string.Empty, new EpochMetrics(1, 1, accuracy, 1, accuracy, 0), 1, accuracy, 1, 0));
            }
        }
    }

    private sealed class Deaf : ISearchObserver
    {
        public void Recorded(StudyState state, IReadOnlyList<StudyEvent> events)
        {
        }
    }
}
