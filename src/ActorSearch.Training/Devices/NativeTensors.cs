using System.Runtime.InteropServices;
using TorchSharp;

namespace ActorSearch.Training.Devices;

/// <summary>Loads libtorch before the first trial does: where it cannot be loaded, no trial is to find that out.</summary>
internal static class NativeTensors
{
    /// <summary>TorchSharp's own native library, which has libtorch loaded.</summary>
    private const string Library = "LibTorchSharp";

    /// <summary>Loads libtorch; gives the number of GPUs where they are wanted, else 0.</summary>
    /// <exception cref="DllNotFoundException">It cannot be loaded; the message says what is missing and what to do.</exception>
    public static int Load(bool withGpus)
    {
        // TorchSharp prints how it searched to standard output, which may be the way to a parent process.
        var output = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            // GPUs first: TorchSharp's part for CUDA is to be loaded before any tensor is made.
            var gpus = withGpus && torch.cuda.is_available() ? torch.cuda.device_count() : 0;
            torch.zeros(1).Dispose();
            return gpus;
        }
        catch (Exception exception) when (exception.GetBaseException() is NotSupportedException or EntryPointNotFoundException)
        {
            throw new DllNotFoundException(
                $"TorchSharp's native libraries cannot be loaded: {Reason() ?? exception.GetBaseException().Message.Split('\n')[0]}. "
                + "docs/STACKS.md says what they need, and how to build on a libtorch of this machine instead.",
                exception);
        }
        finally
        {
            Console.SetOut(output);
        }
    }

    /// <summary>What the loader says of the first thing that it lacks, or null where it lacks nothing.</summary>
    private static string? Reason()
    {
        try
        {
            NativeLibrary.Free(NativeLibrary.Load(Library, typeof(torch).Assembly, searchPath: null));
            return null;
        }
        catch (DllNotFoundException exception)
        {
            return Missing(exception.Message);
        }
    }

    /// <summary>Of the loader's lines, one for each name it tried, the one that says most: what a library that is there lacks.</summary>
    internal static string Missing(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return lines.Skip(1).FirstOrDefault(l => !l.Contains($"{Library}: cannot open", StringComparison.Ordinal)
                && !l.Contains($"{Library}.so: cannot open", StringComparison.Ordinal))
            ?? $"lib{Library}.so is not beside the program";
    }
}
