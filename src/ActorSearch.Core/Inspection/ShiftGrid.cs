using System.Collections.Immutable;

namespace ActorSearch.Core.Inspection;

/// <summary>Accuracy against shifts of the images, to every side by up to a number of pixels.</summary>
/// <param name="Reach">The largest shift, in pixels.</param>
/// <param name="Accuracies">Shares of images answered rightly [down, right], both from -reach to reach, row-major.</param>
public sealed record ShiftGrid(int Reach, ImmutableArray<double> Accuracies)
{
    /// <summary>Shifts along one direction.</summary>
    public int Side => (2 * Reach) + 1;

    /// <summary>Accuracy with all images shifted; up and left are negative.</summary>
    /// <param name="down">Pixels down.</param>
    /// <param name="right">Pixels to the right.</param>
    public double this[int down, int right] => Accuracies[((down + Reach) * Side) + right + Reach];

    public bool Equals(ShiftGrid? other) =>
        other is not null && Reach == other.Reach && Accuracies.AsSpan().SequenceEqual(other.Accuracies.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Reach, Accuracies.Length);
}
