using ActorSearch.Coordination.Nodes;
using ActorSearch.Core.Protocol.Wire;
using Serilog;

namespace ActorSearch.Cli.Nodes;

/// <summary>Writes what happens in a node into its log.</summary>
/// <param name="log">The log.</param>
internal sealed class NodeLog(ILogger log) : INodeObserver
{
    /// <summary>Lines of garbage that are logged of one training process; more say nothing new.</summary>
    private const int MaxGarbage = 20;

    /// <summary>A training process was started.</summary>
    public void Started(string worker, int process) => log.Information("Worker {Worker} started training process {Process}", worker, process);

    /// <summary>A training process said a line on its standard error.</summary>
    public void Said(string worker, string line) => log.Information("Training process of {Worker}: {Line}", worker, line);

    /// <summary>A training process failed.</summary>
    public void Failed(string worker, string how) => log.Warning("Worker {Worker}: {How}", worker, how);

    /// <summary>Hears of garbage of one training process.</summary>
    public Action<string> Garbage(string worker)
    {
        var count = 0;
        return why =>
        {
            if (++count <= MaxGarbage)
            {
                log.Warning("Training process of {Worker} printed what is no message ({Count}): {Why}", worker, count, why);
            }
        };
    }

    /// <inheritdoc />
    public void Reported(NodeState state)
    {
        foreach (var device in state.Devices)
        {
            log.Debug(
                "Device {Device}: {UsedBytes} of {MemoryBytes} bytes in use, {ReservedBytes} estimated for trials, {UtilisationPercent} % busy",
                device.Name, device.UsedBytes, device.MemoryBytes, device.ReservedBytes, device.UtilisationPercent);
        }
    }

    /// <inheritdoc />
    public void WorkerFailed(string worker, Exception exception) =>
        log.Error(exception, "Worker {Worker} failed; another one takes its place", worker);

    /// <inheritdoc />
    public void Abandoned(string worker) =>
        log.Warning("Worker {Worker} could not give back what it holds in time; its lease will run out", worker);

    /// <inheritdoc />
    public void GaugeFailed(Exception exception) => log.Warning(exception, "The use of the devices cannot be found out");
}
