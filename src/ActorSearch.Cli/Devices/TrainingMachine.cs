using ActorSearch.Cli.Clusters.Coordinating;
using ActorSearch.Cli.Stacks;
using ActorSearch.Reporting.Text;
using TorchSharp;

namespace ActorSearch.Cli.Devices;

/// <summary>What trains trials here, in one line, as their results say it.</summary>
internal static class TrainingMachine
{
    /// <summary>The line: <c>AMD EPYC 7B13, libtorch 1.13.1, actorsearch 0.1.0 (system stack)</c>. It loads libtorch.</summary>
    /// <param name="device">The device: <c>cpu</c>, <c>cuda:0</c>.</param>
    /// <param name="model">What its maker calls it; empty where unknown.</param>
    public static string Describe(string device, string model) => SafeText.OneLine(
        $"{(model.Length > 0 ? model : device)}, libtorch {torch.__version__}, "
        + $"actorsearch {CoordinatorSetup.VersionOf(typeof(TrainingMachine).Assembly)} ({Stack.This.Name} stack)");
}
