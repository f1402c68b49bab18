using ActorSearch.Cli.Devices;
using ActorSearch.Core.Ports;
using ActorSearch.Training;

namespace ActorSearch.Cli.Running;

/// <summary>Trainers that train for real.</summary>
internal sealed class TorchTrainers(PreparedRun run) : ITrainers
{
    private readonly TrainerFactory _factory = new(
        run.Plan.Definition, run.Splits, run.Devices, run.Threads, run.Weights?.Keeper,
        device => TrainingMachine.Describe(device.ToString(), run.Models.GetValueOrDefault(device.ToString(), string.Empty)));

    /// <inheritdoc />
    public ITrialTrainer Make(int worker) => _factory.Make(worker);

    /// <inheritdoc />
    public void Dispose() => _factory.Dispose();
}
