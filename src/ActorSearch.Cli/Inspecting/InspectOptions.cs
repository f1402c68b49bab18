using System.Collections.Immutable;
using ActorSearch.Cli.Inputs;
using ActorSearch.Training.Inspection;

namespace ActorSearch.Cli.Inspecting;

/// <summary>What <c>actorsearch inspect</c> was asked for.</summary>
/// <param name="Trial">The first digits of the trial's identity.</param>
/// <param name="Study">The only study to look in; null for all.</param>
/// <param name="Weights">The folder of kept weights.</param>
/// <param name="Retrain">Whether to train again in place of looking for weights.</param>
/// <param name="Output">The folder to write; null for one named after the trial.</param>
/// <param name="Images">Test images whose feature maps are shown; empty for a choice.</param>
/// <param name="Robustness">Test images to change; null for the usual number.</param>
/// <param name="Data">Where the data set's files are now; null for where the study has them.</param>
/// <param name="Device">Where to compute.</param>
/// <param name="Threads">Processor threads.</param>
/// <param name="Json">Whether standard output carries the figures as an object.</param>
internal sealed record InspectOptions(
    string Trial,
    string? Study,
    string Weights,
    bool Retrain,
    string? Output,
    ImmutableArray<int> Images,
    int? Robustness,
    string? Data,
    string Device,
    int Threads,
    bool Json)
{
    /// <summary>Reads the numbers of test images.</summary>
    /// <exception cref="InputException">They are none, or too many.</exception>
    public static ImmutableArray<int> ParseImages(IReadOnlyCollection<string> texts)
    {
        ImmutableArray<int> images = [.. texts.SelectMany(t => t.Split(',')).Select(t => WholeNumber.Parse("--images", t, 0, int.MaxValue)).Distinct()];
        return images.Length <= InspectionOptions.MaxImages
            ? images
            : throw new InputException($"--images: {images.Length} images; at most {InspectionOptions.MaxImages} are shown");
    }

    /// <summary>Reads the number of test images to change.</summary>
    /// <exception cref="InputException">It is no number.</exception>
    public static int? ParseRobustness(string? text) => text is null ? null : WholeNumber.Parse("--robustness", text, 0, int.MaxValue);
}
