using System.Collections.Immutable;
using ActorSearch.Core.Inspection;
using ActorSearch.Core.Networks;
using ActorSearch.Data;
using ActorSearch.Data.Transforms;

namespace ActorSearch.Training.Inspection;

/// <summary>Measures how a network's accuracy falls as its images are changed.</summary>
/// <param name="predictor">Asks the network.</param>
/// <param name="options">How many images, and which.</param>
/// <param name="cancellation">Gives up.</param>
internal sealed class RobustnessMeasure(Predictor predictor, InspectionOptions options, CancellationToken cancellation)
{
    /// <summary>Measures it.</summary>
    /// <param name="test">The test split.</param>
    /// <param name="said">What the network says of it.</param>
    /// <param name="notes">Hears what is measured.</param>
    public Robustness Measure(ImageSet test, ImmutableArray<Prediction> said, Action<string> notes)
    {
        var numbers = ImageSample.Choose(test, options.RobustnessImages, options.Seed);
        var images = test.Take(numbers);

        // One image that is right to begin with shows what the changes look like.
        var example = Math.Max(0, Array.FindIndex(numbers, n => said[n].IsRight));
        notes($"shifts by up to {InspectionOptions.ShiftReach} pixels of {numbers.Length} images");
        var shifts = Shifts(images);
        notes($"rotation and noise of {numbers.Length} images");
        return new Robustness(
            numbers.Length,
            numbers.Count(n => said[n].IsRight) / (double)numbers.Length,
            shifts,
            [.. InspectionOptions.Rotations.Select(degrees => Point(degrees, Rotation.Apply(images, degrees)))],
            [.. InspectionOptions.Deviations.Select(deviation => Point(deviation, GaussianNoise.Apply(images, deviation, options.Seed)))]);

        RobustnessPoint Point(int amount, ImageSet changed) =>
            new(amount, predictor.Accuracy(changed, cancellation), Picture(changed, example, numbers[example]));
    }

    /// <summary>An image to show.</summary>
    /// <param name="images">Where it is.</param>
    /// <param name="index">Its place there.</param>
    /// <param name="number">Its number in the test split.</param>
    public static InspectedImage Picture(ImageSet images, int index, int number) =>
        new(number, new ImageShape(images.Channels, images.Height, images.Width), [.. images.Image(index)]);

    private ShiftGrid Shifts(ImageSet images)
    {
        const int Reach = InspectionOptions.ShiftReach;
        var accuracies = ImmutableArray.CreateBuilder<double>();
        for (var down = -Reach; down <= Reach; down++)
        {
            for (var right = -Reach; right <= Reach; right++)
            {
                accuracies.Add(predictor.Accuracy(Shift.Apply(images, down, right), cancellation));
            }
        }

        return new ShiftGrid(Reach, accuracies.ToImmutable());
    }
}
