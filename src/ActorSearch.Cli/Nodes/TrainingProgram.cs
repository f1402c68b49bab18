using System.Diagnostics;
using System.Globalization;
using ActorSearch.Cli.Devices;

namespace ActorSearch.Cli.Nodes;

/// <summary>How training processes of a node are started.</summary>
/// <param name="Program">The program.</param>
/// <param name="Threads">Processor threads of each trial.</param>
/// <param name="KeepWeights">How many trials' weights they keep of each study; 0 keeps none.</param>
/// <param name="WeightFolder">Where they keep weights.</param>
internal sealed record TrainingProgram(OwnProgram Program, int Threads, int KeepWeights = 0, string? WeightFolder = null)
{
    /// <summary>How to start one for a device: a GPU's sees that GPU alone, whatever it is called there.</summary>
    public ProcessStartInfo For(FoundDevice device)
    {
        var start = Program.Start(
            "train", "--device", device.Binding is null ? "cpu" : "cuda:0", "--threads", Threads.ToString(CultureInfo.InvariantCulture));
        if (device.Model.Length > 0)
        {
            start.ArgumentList.Add("--model");
            start.ArgumentList.Add(device.Model);
        }

        if (KeepWeights > 0)
        {
            start.ArgumentList.Add("--keep-weights");
            start.ArgumentList.Add(KeepWeights.ToString(CultureInfo.InvariantCulture));
            start.ArgumentList.Add("--weights");
            start.ArgumentList.Add(WeightFolder!);
        }

        start.Environment.TryAdd(DeviceScan.OrderVariable, DeviceScan.BusOrder);
        start.Environment[DeviceScan.VisibleVariable] = device.Binding ?? string.Empty;
        return start;
    }
}
