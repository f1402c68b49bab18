using System.Runtime.InteropServices;
using ActorSearch.Training.Trials;
using static TorchSharp.torch;

namespace ActorSearch.Training.Checkpoints;

/// <summary>
/// Keeps the weights of the best trials as trials end. A folder that cannot be written costs the weights and a line of
/// warning, never a trial.
/// </summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="warn">Hears, in a line, what could not be kept and why; called on training threads.</param>
public sealed class WeightKeeper(CheckpointFolder folder, Action<string> warn)
{
    /// <summary>Offers a trial's weights.</summary>
    internal void Offer(CheckpointHead head, Func<IReadOnlyDictionary<string, Tensor>> tensors)
    {
        try
        {
            folder.Offer(head, tensors);
        }
        catch (CheckpointException exception)
        {
            warn(exception.Message);
        }
        catch (Exception exception) when (exception is ExternalException or OutOfMemoryException)
        {
            warn($"the weights of trial {head.Trial} cannot be kept: {LibtorchError.Line(exception)}");
        }
    }
}
