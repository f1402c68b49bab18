using System.Collections.Immutable;
using System.Globalization;
using TorchSharp;

namespace ActorSearch.Training.Devices;

/// <summary>The devices that a search trains on, from what was asked for and what the machine has.</summary>
public static class DeviceChoice
{
    /// <summary>The devices of a choice; workers take them in turn.</summary>
    /// <param name="choice"><c>auto</c> (all GPUs, or the processor where there is none), <c>cpu</c>, <c>cuda</c> (all GPUs) or <c>cuda:0</c>.</param>
    /// <exception cref="DeviceException">The choice is none of these, or the machine does not have it.</exception>
    /// <exception cref="DllNotFoundException">There is no libtorch; the message says where it was looked for and what to do.</exception>
    public static ImmutableArray<torch.Device> Resolve(string choice)
    {
        if (choice is not ("auto" or "cpu" or "cuda") && Number(choice) is null)
        {
            throw new DeviceException($"'{choice}' is no device; expected auto, cpu, cuda, or one GPU such as cuda:0");
        }

        var count = NativeTensors.Load(withGpus: choice != "cpu");
        if (choice == "cpu")
        {
            return [torch.CPU];
        }

        if (choice == "auto" && count == 0)
        {
            return [torch.CPU];
        }

        if (count == 0)
        {
            throw new DeviceException(
                $"'{choice}' asks for a GPU, and the libtorch in use finds none; expected auto or cpu, or a libtorch built with CUDA and a working driver");
        }

        return Number(choice) switch
        {
            null => [.. Enumerable.Range(0, count).Select(i => torch.device("cuda", i))],
            { } number when number < count => [torch.device("cuda", number)],
            _ => throw new DeviceException($"'{choice}' does not exist; this machine has {count} GPUs, cuda:0 to cuda:{count - 1}"),
        };
    }

    private static int? Number(string choice) =>
        choice.StartsWith("cuda:", StringComparison.Ordinal)
        && int.TryParse(choice.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
