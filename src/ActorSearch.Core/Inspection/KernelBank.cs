using System.Collections.Immutable;

namespace ActorSearch.Core.Inspection;

/// <summary>The kernels of a convolution: one for each of its output channels.</summary>
/// <param name="Layer">The convolution's name.</param>
/// <param name="Total">Number of kernels that it has.</param>
/// <param name="Shown">Number of kernels here: the first of them.</param>
/// <param name="Channels">Input channels of a kernel.</param>
/// <param name="Side">Rows and columns of a kernel.</param>
/// <param name="Values">Weights [shown, channels, rows, columns], row-major.</param>
public sealed record KernelBank(string Layer, int Total, int Shown, int Channels, int Side, ImmutableArray<float> Values);
