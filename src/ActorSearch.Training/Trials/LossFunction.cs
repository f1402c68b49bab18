using ActorSearch.Core.Space;
using static TorchSharp.torch;

namespace ActorSearch.Training.Trials;

/// <summary>What a configuration's training makes small.</summary>
internal static class LossFunction
{
    /// <summary>
    /// The mean loss [] over what a network answers [n, classes] and the labels [n], in nats: cross entropy of scores, or
    /// negative log likelihood where the network ends with a log-softmax layer.
    /// </summary>
    public static Func<Tensor, Tensor, Tensor> Of(TrialConfig config) => config.GetWord(ParameterNames.Loss) switch
    {
        "cross_entropy" => (scores, labels) => nn.functional.cross_entropy(scores, labels),
        "nll" => (logarithms, labels) => nn.functional.nll_loss(logarithms, labels),
        var other => throw new InvalidOperationException($"no loss {other}"),
    };
}
