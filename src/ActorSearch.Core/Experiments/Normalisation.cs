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
    /// <summary>Numbers of the longest list; images of files have up to four channels.</summary>
    public const int MaxChannels = 4;

    /// <summary>Pixels lie between 0 and 1; larger numbers are a slip.</summary>
    public const double Largest = 1000;

    /// <summary>The smallest deviation: division by less would leave the range of single precision's use.</summary>
    public const double SmallestDeviation = 1e-6;

    public bool Equals(Normalisation? other) =>
        other is not null && Mean.AsSpan().SequenceEqual(other.Mean.AsSpan()) && Deviation.AsSpan().SequenceEqual(other.Deviation.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Mean.Length, Mean.Sum(), Deviation.Length, Deviation.Sum());
}
