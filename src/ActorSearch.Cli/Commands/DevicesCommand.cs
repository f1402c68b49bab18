using System.CommandLine;
using System.Globalization;
using ActorSearch.Cli.Devices;
using ActorSearch.Cli.Output;
using ActorSearch.Cli.Running;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch devices</c>.</summary>
internal static class DevicesCommand
{
    public static Command Make(Terminal terminal)
    {
        var device = new Option<string?>("--device")
        {
            Description = "Only what this stands for: auto, cpu, cuda (all GPUs) or one GPU such as cuda:0.",
            HelpName = "DEVICE",
        };
        var json = CommonOptions.Json("One JSON object a line for each device.");
        var verbose = CommonOptions.Verbose();
        var command = new Command("devices", "The devices of this machine that trials can be trained on.") { device, json, verbose };
        command.SetAction((parsed, cancellation) => Guard.RunAsync(terminal, parsed.GetValue(verbose), async () =>
        {
            // CUDA reads it when libtorch first looks for GPUs.
            if (Environment.GetEnvironmentVariable(DeviceScan.OrderVariable) is null)
            {
                NativeProcess.SetVariable(DeviceScan.OrderVariable, DeviceScan.BusOrder);
            }

            foreach (var found in await DeviceScan.FindAsync(parsed.GetValue(device), cancellation).ConfigureAwait(false))
            {
                await terminal.Out.WriteLineAsync(parsed.GetValue(json) ? found.ToJson() : Describe(found)).ConfigureAwait(false);
            }

            return ExitStatus.Complete;
        }));
        return command;
    }

    private static string Describe(FoundDevice device)
    {
        string?[] parts =
        [
            device.Model.Length > 0 ? SafeText.OneLine(device.Model) : null,
            device.Binding is null ? Figures.Counted(Environment.ProcessorCount, "core") : null,
            device.MemoryBytes is { } memory ? $"{Figures.Bytes(memory)} memory" : "memory unknown",
            device.UsedBytes is { } used ? $"{Figures.Bytes(used)} in use" : null,
            device.UtilisationPercent is { } busy ? string.Create(CultureInfo.InvariantCulture, $"{busy} % busy") : null,
        ];
        return $"{device.Name}  {string.Join(", ", parts.OfType<string>())}";
    }
}
