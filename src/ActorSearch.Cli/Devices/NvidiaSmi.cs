using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ActorSearch.Cli.Devices;

/// <summary>Asks <c>nvidia-smi</c>, which comes with the driver, for the GPUs of the machine.</summary>
internal static class NvidiaSmi
{
    private const long Mebibyte = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly string[] Arguments =
    [
        "--query-gpu=index,uuid,name,memory.total,memory.used,utilization.gpu,mig.mode.current", "--format=csv,noheader,nounits",
    ];

    /// <summary>The GPUs; none where there is no <c>nvidia-smi</c>, or it does not answer.</summary>
    public static async Task<ImmutableArray<GpuReading>> ReadAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("nvidia-smi", Arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            })!;
            try
            {
                var error = process.StandardError.ReadToEndAsync(limit.Token);
                var text = await process.StandardOutput.ReadToEndAsync(limit.Token).ConfigureAwait(false);
                await error.ConfigureAwait(false);
                await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
                return process.ExitCode == 0 ? Parse(text) : [];
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }
        }
        catch (Win32Exception)
        {
            return [];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [];
        }
    }

    /// <summary>Reads the answer: a line a GPU, memory in MiB. Lines that are none are left out.</summary>
    public static ImmutableArray<GpuReading> Parse(string csv) =>
        [.. csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(ParseLine).OfType<GpuReading>()];

    /// <summary>
    /// The GPUs that CUDA shows a process, in its numbering: all of them, or those that <c>CUDA_VISIBLE_DEVICES</c> names
    /// by number or identity, up to the first that does not exist. Null stands for one that nothing is known of.
    /// </summary>
    /// <param name="gpus">The machine's GPUs.</param>
    /// <param name="visible">The variable's value; null where it is not set.</param>
    public static ImmutableArray<(string Binding, GpuReading? Reading)> Visible(ImmutableArray<GpuReading> gpus, string? visible) =>
        visible is null
            ? [.. gpus.OrderBy(g => g.Index).Select(g => (g.Index.ToString(CultureInfo.InvariantCulture), (GpuReading?)g))]
            : [.. visible.Split(',', StringSplitOptions.TrimEntries)
                .TakeWhile(name => name.Length > 0 && !name.StartsWith('-'))
                .Select(name => (name, gpus.FirstOrDefault(g => IsNamed(g, name))))];

    private static bool IsNamed(GpuReading gpu, string name) =>
        gpu.Index.ToString(CultureInfo.InvariantCulture) == name
        || (name.StartsWith("GPU-", StringComparison.Ordinal) && gpu.Uuid.StartsWith(name, StringComparison.Ordinal));

    private static GpuReading? ParseLine(string line)
    {
        var fields = line.Split(',', StringSplitOptions.TrimEntries);

        // Of a GPU that is split into instances nobody sees more than one instance, whose memory is not told here.
        return fields.Length == 7 && Number(fields[0]) is { } index && fields[1].StartsWith("GPU-", StringComparison.Ordinal)
            ? fields[6] == "Enabled"
                ? new GpuReading(index, fields[1], fields[2], null, null, null)
                : new GpuReading(
                    index, fields[1], fields[2], Number(fields[3]) * Mebibyte, Number(fields[4]) * Mebibyte, Number(fields[5]))
            : null;
    }

    /// <summary>A number; null for <c>[N/A]</c>, <c>[Not Supported]</c> and the like.</summary>
    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
