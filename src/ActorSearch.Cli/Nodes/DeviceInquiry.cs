using System.Collections.Immutable;
using System.Diagnostics;
using ActorSearch.Cli.Devices;
using ActorSearch.Cli.Inputs;

namespace ActorSearch.Cli.Nodes;

/// <summary>
/// Asks a process of its own for the devices, so that the node never loads libtorch: it would take memory of every GPU,
/// and a crash in it would end the node.
/// </summary>
internal static class DeviceInquiry
{
    /// <summary>The devices of a choice.</summary>
    /// <exception cref="InputException">They cannot be had.</exception>
    public static async Task<ImmutableArray<FoundDevice>> AskAsync(OwnProgram program, string choice, CancellationToken cancellation)
    {
        var start = program.Start("devices", "--json", "--device", choice);
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.TryAdd(DeviceScan.OrderVariable, DeviceScan.BusOrder);
        using var process = Process.Start(start)!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false);
            var complaint = Lines(await error.ConfigureAwait(false));
            await process.WaitForExitAsync(cancellation).ConfigureAwait(false);
            return process.ExitCode == ExitStatus.Complete
                ? [.. Lines(output).Select(FoundDevice.FromJson)]
                : throw new InputException(complaint is [] ? [$"the devices cannot be found out: the process that looks for them ended with status {process.ExitCode}"] : complaint);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
