using System.Collections.Immutable;
using ActorSearch.Cli.Devices;
using ActorSearch.Cli.Inputs;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Studies;
using ActorSearch.Data;
using ActorSearch.Training.Checkpoints;
using ActorSearch.Training.Devices;
using static TorchSharp.torch;

namespace ActorSearch.Cli.Running;

/// <summary>A run whose input was found to be right. Nothing has been written yet.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Plan">The study it makes.</param>
/// <param name="Splits">The images.</param>
/// <param name="Devices">Where trials are trained.</param>
/// <param name="Store">The store.</param>
/// <param name="Stored">The study as the store holds it.</param>
/// <param name="Opening">How the run goes on with that.</param>
/// <param name="Workers">Trials at a time.</param>
/// <param name="Threads">Processor threads of each.</param>
/// <param name="LogFolder">Where the log goes.</param>
internal sealed record PreparedRun(
    ExperimentSpec Experiment,
    StudyPlan Plan,
    DataSplits Splits,
    ImmutableArray<Device> Devices,
    StoreName Store,
    StudyState Stored,
    StudyOpening Opening,
    int Workers,
    int Threads,
    string LogFolder)
{
    /// <summary>Where TensorBoard's event files go; null for nowhere.</summary>
    public string? EventFolder { get; init; }

    /// <summary>The weights that are kept; null where none are.</summary>
    public RunWeights? Weights { get; init; }

    /// <summary>What the devices are called by their makers, by their names; empty where unknown.</summary>
    public IReadOnlyDictionary<string, string> Models { get; init; } = new Dictionary<string, string>();

    /// <summary>Checks all that was given, from the cheapest to the dearest.</summary>
    /// <param name="options">What was given.</param>
    /// <param name="notes">Where to say what takes long.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InputException">Something is wrong with it.</exception>
    public static async Task<PreparedRun> PrepareAsync(RunOptions options, TextWriter notes, CancellationToken cancellation)
    {
        var workers = WorkerCount.Parse(options.Workers);
        var threads = WorkerCount.ParseThreads(options.Threads);
        var store = StoreName.Parse(options.Store, mustExist: false);
        var logFolder = Inputs.LogFolder.Resolve(options.Log, store);
        var keep = RunWeights.ParseKeep(options.KeepWeights);
        var weightFolder = keep == 0 ? null : RunWeights.Resolve(options.Weights, store);
        var eventFolder = options.TensorBoard is { } folder ? FolderName.Resolve("--tensorboard", folder, "event files need") : null;
        var spec = options.Experiment.Read();
        var data = new DataRequest(options.Experiment.File, spec);
        var description = data.Describe();
        var trials = data.Expand(description);
        var (devices, models, splits) = await LoadAsync(options.Device, data, notes, cancellation).ConfigureAwait(false);
        var plan = new StudyPlan(data.Define(description, splits), trials);
        var stored = await LoadAsync(store, spec.Study, cancellation).ConfigureAwait(false);
        var opening = StudyOpening.Decide(stored, plan, options.Resume, options.Extend);
        if (opening is StudyOpening.Refused refused)
        {
            throw new InputException([$"{options.Store}: {refused.Problem}", .. refused.Differences, refused.Remedy]);
        }

        var planned = trials.Select(t => t.Id).ToHashSet();
        var waiting = trials.Count(t => t.Rejection is null && stored.Find(t.Id)?.Outcome is null);
        var weights = weightFolder is null
            ? null
            : new RunWeights(
                new CheckpointFolder(weightFolder, keep, id => planned.Contains(id) || stored.Find(id) is not null), spec.Study);
        return new PreparedRun(
            spec,
            plan,
            splits,
            devices,
            store,
            stored,
            opening,
            WorkerCount.Choose(workers, threads, devices, waiting),
            threads,
            logFolder)
        {
            EventFolder = eventFolder,
            Models = models,
            Weights = weights,
        };
    }

    /// <summary>Images are read, or drawn, while the tensor library is loaded: each takes a good part of a second.</summary>
    private static async Task<(ImmutableArray<Device> Devices, IReadOnlyDictionary<string, string> Models, DataSplits Splits)> LoadAsync(
        string device, DataRequest data, TextWriter notes, CancellationToken cancellation)
    {
        var resolving = Task.Run(() => ResolveDevicesAsync(device, cancellation), CancellationToken.None);
        if (data.MustBeFetched())
        {
            // Nobody waits for a download to learn of a slip.
            await resolving.ConfigureAwait(false);
        }

        DataSplits splits;
        try
        {
            splits = data.Load(notes, cancellation);
        }
        finally
        {
            // A process that ends while a library is being loaded may end badly.
            await resolving.ConfigureAwait(false);
        }

        var (devices, models) = await resolving.ConfigureAwait(false);
        return (devices, models, splits);
    }

    private static async Task<(ImmutableArray<Device> Devices, IReadOnlyDictionary<string, string> Models)> ResolveDevicesAsync(
        string choice, CancellationToken cancellation)
    {
        try
        {
            var devices = DeviceChoice.Resolve(choice);
            return (devices, await DeviceScan.ModelsAsync(devices, cancellation).ConfigureAwait(false));
        }
        catch (DeviceException exception)
        {
            throw new InputException($"--device: {exception.Message}");
        }
    }

    private static async Task<StudyState> LoadAsync(StoreName store, string study, CancellationToken cancellation)
    {
        if (!store.HasContent)
        {
            return StudyState.Empty;
        }

        var ledger = store.OpenForReading();
        await using (ledger.ConfigureAwait(false))
        {
            return await StudyHosting.LoadAsync(ledger, study, cancellation).ConfigureAwait(false);
        }
    }
}
