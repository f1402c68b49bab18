using System.Collections.Immutable;

namespace ActorSearch.Core.Experiments;

/// <summary>
/// What becomes of pixels before the first layer: (x - mean) / deviation, where x runs from 0 to 1. One number each for
/// all channels, or one a channel. The bytes of a data set, and so its fingerprint, stay as they are.
/// </summary>
/// <param name="Mean">What is taken off.</param>
/// <param name="Deviation">What the rest is divided by; above 0.</param>
public sealed record Normalisation(ImmutableArray<double> Mean, ImmutableArray<double> Deviation)
{
    public bool Equals(Normalisation? other) =>
        other is not null && Mean.AsSpan().SequenceEqual(other.Mean.AsSpan()) && Deviation.AsSpan().SequenceEqual(other.Deviation.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Mean.Length, Mean.Sum(), Deviation.Length, Deviation.Sum());
}
