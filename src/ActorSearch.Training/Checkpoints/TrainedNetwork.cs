using ActorSearch.Core.Networks;
using ActorSearch.Training.Networks;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Checkpoints;

/// <summary>A network with the weights of a checkpoint, set to evaluation.</summary>
public sealed class TrainedNetwork : IDisposable
{
    private readonly Generator _unused;

    private TrainedNetwork(CheckpointHead head, Sequential network, Generator unused)
    {
        Head = head;
        Network = network;
        _unused = unused;
    }

    /// <summary>What the weights belong to.</summary>
    public CheckpointHead Head { get; }

    /// <summary>The network's layers.</summary>
    public NetworkPlan Plan => Head.Plan;

    /// <summary>The network: images [n, channels, height, width], from 0 to 1 and normalised as the head says, to scores [n, classes].</summary>
    public Sequential Network { get; }

    /// <summary>Loads a network.</summary>
    /// <param name="path">The checkpoint.</param>
    /// <param name="device">Where to put it.</param>
    /// <exception cref="CheckpointException">There is no such file, or it is no checkpoint of this program.</exception>
    public static TrainedNetwork Load(string path, Device device)
    {
        var head = CheckpointFile.ReadHead(path);

        // The head is only believed as far as there are weights for it.
        if (new FileInfo(path).Length < sizeof(float) * head.Parameters)
        {
            throw new CheckpointException($"{path}: is no checkpoint that actorsearch wrote: its head speaks of more weights than it holds");
        }

        var generator = new Generator(0, CPU);
        var network = NetworkBuilder.Build(head.Plan, generator, generator);
        try
        {
            CheckpointFile.Restore(path, network);
            network.to(device);
            network.eval();
            return new TrainedNetwork(head, network, generator);
        }
        catch
        {
            network.Dispose();
            generator.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Network.Dispose();
        _unused.Dispose();
    }
}
