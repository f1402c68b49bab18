using TorchSharp.Modules;
using static TorchSharp.torch;

namespace ActorSearch.Training.Trials;

/// <summary>A copy of a network's weights and buffers as they were after the epoch that the objective prefers.</summary>
internal sealed class BestWeights : IDisposable
{
    private readonly Dictionary<string, Tensor> _kept = [];

    /// <summary>Copies what the network holds now.</summary>
    public void Keep(Sequential network)
    {
        using var noGradient = no_grad();
        foreach (var (name, value) in network.state_dict())
        {
            if (_kept.TryGetValue(name, out var kept))
            {
                kept.copy_(value);
            }
            else
            {
                _kept[name] = value.detach().clone().DetachFromDisposeScope();
            }
        }
    }

    /// <summary>Puts the copy back into the network.</summary>
    public void Restore(Sequential network)
    {
        using var noGradient = no_grad();
        foreach (var (name, value) in network.state_dict())
        {
            value.copy_(_kept[name]);
        }
    }

    public void Dispose()
    {
        foreach (var kept in _kept.Values)
        {
            kept.Dispose();
        }
    }
}
