using ActorSearch.Core.Space;

namespace ActorSearch.Core.Networks;

/// <summary>What the layers of one network have in common.</summary>
/// <param name="Activation">Its nonlinearity.</param>
/// <param name="BatchNorm">Whether convolutions are followed by batch normalisation.</param>
/// <param name="Convolution">How convolutions are computed.</param>
internal sealed record LayerStyle(string Activation, bool BatchNorm, string Convolution)
{
    /// <summary>The style that a configuration asks for.</summary>
    public static LayerStyle Of(TrialConfig config) => new(
        config.GetWord(ParameterNames.Activation),
        config.GetFlag(ParameterNames.BatchNorm),
        config.GetWord(ParameterNames.Convolution));
}
