using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using ActorSearch.Cli.Clusters.Coordinating;
using ActorSearch.Cli.Devices;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Running;
using ActorSearch.Coordination.Links;
using ActorSearch.Coordination.Nodes;
using ActorSearch.Core.Clusters;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Reporting.Text;
using Microsoft.Extensions.Logging;
using ILogger = Serilog.ILogger;

namespace ActorSearch.Cli.Nodes;

/// <summary>Runs a worker node, from its settings to the exit status.</summary>
internal sealed class WorkerRun
{
    private const int SessionBytes = 3;
    private const int MaxNameLength = 60;

    private readonly ILogger _logger;
    private readonly NodeLog _log;
    private readonly ICoordinatorLink _link;
    private readonly TrainingProgram _program;
    private readonly ImmutableArray<FoundDevice> _found;

    private WorkerRun(ILogger logger, ICoordinatorLink link, TrainingProgram program, ImmutableArray<FoundDevice> found)
    {
        _logger = logger;
        _log = new NodeLog(logger);
        _link = link;
        _program = program;
        _found = found;
    }

    /// <summary>Runs a node until it is asked to end.</summary>
    /// <param name="config">Its settings.</param>
    /// <param name="isVerbose">Whether the log goes to standard error as well.</param>
    /// <param name="terminal">Where it says what it runs.</param>
    /// <param name="connect">Makes its way to the coordinator.</param>
    /// <returns>The exit status.</returns>
    /// <exception cref="InputException">The settings are wrong.</exception>
    public static async Task<int> RunAsync(
        WorkerConfig config, bool isVerbose, Terminal terminal, Func<ILoggerFactory, Task<ICoordinatorLink>> connect)
    {
        using var interruption = new Interruption(_ => { });
        var program = Program(config);
        var found = await DeviceInquiry.AskAsync(program.Program, config.Device, interruption.Token).ConfigureAwait(false);
        var options = OptionsOf(config, found);
        var path = Path.Combine(Path.GetFullPath(config.LogFolder ?? "logs"), LogFile.NameOf($"worker-{options.Name}", TimeProvider.System.GetUtcNow()));
        using var logger = LogFile.Open(path, LogFile.ShownBy(isVerbose), terminal.Error, out _);
        using var bridge = new SerilogBridge(logger);
        var link = await connect(bridge).ConfigureAwait(false);
        await using (link.ConfigureAwait(false))
        {
            var run = new WorkerRun(logger, link, program, found);
            return await run.RunAsync(options, terminal, interruption.Token).ConfigureAwait(false);
        }
    }

    /// <exception cref="InputException">There can be no folder for weights.</exception>
    private static TrainingProgram Program(WorkerConfig config)
    {
        var folder = config.KeepWeights == 0 ? null : FolderName.Resolve("--weights", config.WeightFolder ?? "weights", "weights need");
        return new TrainingProgram(OwnProgram.OfProcess(), config.Threads, config.KeepWeights, folder);
    }

    private async Task<int> RunAsync(WorkerNodeOptions options, Terminal terminal, CancellationToken interrupt)
    {
        foreach (var device in options.Devices)
        {
            _logger.Information(
                "Device {Device} {Model}: {Workers} workers, {MemoryBytes} bytes of memory, {BudgetBytes} for trials",
                device.Name, device.Model, device.Workers, device.MemoryBytes, device.BudgetBytes);
        }

        var node = new WorkerNode(options, _link, MakeTrainer, new DeviceGauge(_found).ReadAsync, _log, TimeProvider.System);
        var workers = options.Devices.Sum(d => d.Workers);
        await terminal.Out.WriteLineAsync(
            $"worker {options.Name}: {Figures.Counted(workers, "worker")} on {string.Join(", ", options.Devices.Select(d => d.Name))}").ConfigureAwait(false);
        await terminal.Out.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        await node.RunAsync(interrupt).ConfigureAwait(false);
        _logger.Information("Ended in good order");
        return ExitStatus.Complete;
    }

    private ProcessTrainer MakeTrainer(NodeSlot slot, string study) => new ProcessTrainer(
        cancellation => _link.DescribeAsync(study, cancellation), () => Start(slot), how => _log.Failed(slot.Worker, how));

    private TrainingProcess Start(NodeSlot slot)
    {
        var device = _found.First(d => d.Name == slot.Device.Name);
        var process = TrainingProcess.Start(_program.For(device), line => _log.Said(slot.Worker, line), _log.Garbage(slot.Worker));
        _log.Started(slot.Worker, process.Id);
        return process;
    }

    private static WorkerNodeOptions OptionsOf(WorkerConfig config, ImmutableArray<FoundDevice> found)
    {
        var free = MachineMemory.Read()?.AvailableBytes;
        var devices = found
            .Select(d => DeviceBudget.Of(d, config.WorkersPerDevice, config.Threads, Environment.ProcessorCount, free, config.MemoryShare))
            .ToImmutableArray();
        var workers = devices.Sum(d => d.Workers);
        return workers > WireLimits.Workers
            ? throw new InputException(string.Create(
                CultureInfo.InvariantCulture, $"--workers: {workers} workers on {devices.Length} devices; a node has at most {WireLimits.Workers}"))
            : new WorkerNodeOptions(
                config.Name ?? NameOf(Environment.MachineName),
                Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SessionBytes)),
                CoordinatorSetup.VersionOf(typeof(WorkerRun).Assembly),
                devices);
    }

    /// <summary>A host's name as a node's.</summary>
    private static string NameOf(string host)
    {
        var name = string.Concat(host.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'));
        return name.Length == 0 ? "node" : name[..Math.Min(name.Length, MaxNameLength)];
    }
}
