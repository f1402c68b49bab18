using System.Collections.Immutable;
using ActorSearch.Core.Inspection;
using ActorSearch.Core.Networks;
using ActorSearch.Reporting.Inspection;
using ActorSearch.Reporting.SingleTrial;

namespace ActorSearch.Reporting.Tests.Inspection;

/// <summary>What a look inside a small network may find.</summary>
internal static class SampleInspection
{
    public const int Classes = 3;

    public static InspectionReport Report(ImmutableArray<string> names, ImmutableArray<Prediction>? predictions = null, double testAccuracy = 0.75)
    {
        var study = new SampleStudy("activation: [relu]").Finish(SampleStudy.Completed(0.9, testAccuracy));
        var trial = Assert.IsType<TrialLookup.Found>(TrialReport.Find(study.Events, study.Plans[0].Id.ToString())).Report;
        return new InspectionReport(trial, names, "kept in some.pt", Found(names.Length, predictions ?? Predictions));
    }

    /// <summary>Of four images three are right.</summary>
    public static ImmutableArray<Prediction> Predictions { get; } =
    [
        new(0, 0, 0, 0.1, 0.9, 0.9), new(1, 1, 1, 0.2, 0.8, 0.8), new(2, 1, 2, 3.5, 0.95, 0.03), new(3, 2, 2, 0.3, 0.7, 0.7),
    ];

    private static NetworkInspection Found(int classes, ImmutableArray<Prediction> predictions)
    {
        var convolution = new LayerPlan.Convolution("conv1", SampleStudy.Image, new ImageShape(2, 2, 2), 3, 1, 1);
        return new NetworkInspection(
            predictions.Length,
            1.025,
            ConfusionMatrix.Of(classes, predictions),
            [.. predictions.Where(p => !p.IsRight).Select(p => new Mistake(p, Image(p.Number)))],
            new KernelBank("conv1", 70, 2, 1, 3, [.. Enumerable.Range(-9, 18).Select(i => (float)i)]),
            [
                new ImageMaps(Image(0), predictions[0], [new LayerMaps(convolution, 2, [1, 2, 3, 4, 0, 0, 0, 0])]),
                new ImageMaps(Image(2), predictions[2], []),
            ],
            new Robustness(
                4,
                0.75,
                new ShiftGrid(1, [0, 0.1, 0.2, 0.3, 0.75, 0.5, 0.6, 0.7, 1]),
                [new(-15, 0.5, Image(0)), new(-5, 0.7, Image(0)), new(0, 0.75, Image(0))],
                [new(0, 0.75, Image(0)), new(32, 0.25, Image(0))]));
    }

    private static InspectedImage Image(int number) => new(number, new ImageShape(1, 2, 2), [0, 80, 160, 240]);
}
