using System.Collections.Immutable;
using static ActorSearch.Core.Space.ParameterNames;

namespace ActorSearch.Core.Space;

/// <summary>Brings <c>kernel_size</c> and <c>first_kernel_size</c> into one form where they mean one kernel.</summary>
internal static class CanonicalKernels
{
    /// <summary>A network of a single convolution has one kernel: the first's, which is then stated as all kernels'.</summary>
    /// <param name="config">A configuration whose channels are in canonical form.</param>
    public static ImmutableArray<KeyValuePair<string, ParameterValue>> Apply(TrialConfig config)
    {
        if (config.Find(FirstKernelSize) is not { } first
            || !Hyperparameters.Of(config).Has(Layers)
            || config.GetInteger(Layers) != 1
            || config.GetIntegers(Channels).Length != 1)
        {
            return config.Stated;
        }

        return [.. config.Stated
            .Where(e => e.Key is not (FirstKernelSize or KernelSize))
            .Append(new(KernelSize, first))
            .OrderBy(e => e.Key, StringComparer.Ordinal)];
    }
}
