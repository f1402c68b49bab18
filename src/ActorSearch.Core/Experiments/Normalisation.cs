using System.Collections.Immutable;
using System.Globalization;

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

    /// <summary>What is wrong with the numbers for images of so many channels, beginning with the key; null where nothing is.</summary>
    /// <param name="channels">Channels of an image.</param>
    public string? FindProblem(int channels)
    {
        return ProblemOf("mean", Mean) ?? ProblemOf("std", Deviation);

        string? ProblemOf(string key, ImmutableArray<double> numbers) => numbers.Length == 1 || numbers.Length == channels
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"dataset.normalise.{key}: {numbers.Length} numbers for images of {channels} channel{(channels == 1 ? string.Empty : "s")}; expected one, or one a channel");
    }

    public bool Equals(Normalisation? other) =>
        other is not null && Mean.AsSpan().SequenceEqual(other.Mean.AsSpan()) && Deviation.AsSpan().SequenceEqual(other.Deviation.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Mean.Length, Mean.Sum(), Deviation.Length, Deviation.Sum());
}
