using System.Collections.Immutable;

namespace ActorSearch.Core.Inspection;

/// <summary>Accuracy on images that were changed in ways that leave their class.</summary>
/// <param name="Images">Number of test images that were taken, each class in proportion.</param>
/// <param name="Accuracy">Share of them answered rightly as they are, 0 to 1.</param>
/// <param name="Shifts">By shifts.</param>
/// <param name="Rotation">By rotations about the centre.</param>
/// <param name="Noise">By Gaussian noise on every pixel.</param>
public sealed record Robustness(
    int Images,
    double Accuracy,
    ShiftGrid Shifts,
    ImmutableArray<RobustnessPoint> Rotation,
    ImmutableArray<RobustnessPoint> Noise);
