using System.Collections.Immutable;
using ActorSearch.Core.Networks;

namespace ActorSearch.Training.Inspection;

/// <summary>How far a look inside a network goes.</summary>
/// <param name="Images">Numbers of the test images whose feature maps are wanted; empty for a choice.</param>
/// <param name="RobustnessImages">Test images that are shifted, rotated and made noisy; 0 leaves that out.</param>
/// <param name="Seed">Decides which images these are, and the noise.</param>
public sealed record InspectionOptions(ImmutableArray<int> Images, int RobustnessImages, ulong Seed)
{
    /// <summary>Most images whose feature maps are wanted.</summary>
    public const int MaxImages = 16;

    /// <summary>Mistakes to show.</summary>
    public const int MaxMistakes = 24;

    /// <summary>Kernels and feature maps of a layer to show: more are seen no better.</summary>
    public const int MaxMaps = 64;

    /// <summary>Largest shift, in pixels.</summary>
    public const int ShiftReach = 6;

    /// <summary>Images that robustness is measured on unless asked otherwise, where the network is small.</summary>
    private const int UsualRobustnessImages = 1000;

    /// <summary>An accuracy of fewer images says too little.</summary>
    private const int LeastRobustnessImages = 50;

    /// <summary>Multiply-accumulates that robustness may take unless asked otherwise: about a minute of one core.</summary>
    private const double UsualWork = 4e12;

    /// <summary>Degrees to rotate by.</summary>
    public static ImmutableArray<int> Rotations { get; } = [.. Enumerable.Range(-9, 19).Select(i => 5 * i)];

    /// <summary>Deviations of noise, in grey levels of 255.</summary>
    public static ImmutableArray<int> Deviations { get; } = [0, 8, 16, 32, 48, 64, 96, 128];

    /// <summary>Ways in which robustness changes the images.</summary>
    public static int Changes { get; } = (((2 * ShiftReach) + 1) * ((2 * ShiftReach) + 1)) + Rotations.Length + Deviations.Length;

    /// <summary>The number of images that a network's robustness is measured on unless asked otherwise: fewer for a dear one.</summary>
    public static int RobustnessImagesOf(NetworkPlan plan)
    {
        var affordable = UsualWork / Changes / Math.Max(1, plan.MultiplyAccumulates);
        return (int)Math.Clamp(affordable, LeastRobustnessImages, UsualRobustnessImages);
    }
}
