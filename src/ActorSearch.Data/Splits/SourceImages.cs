using ActorSearch.Core.Experiments;

namespace ActorSearch.Data.Splits;

/// <summary>What there is, before it is shared out among the splits.</summary>
/// <param name="Training">Images to train on; all there are where <paramref name="Test"/> is null.</param>
/// <param name="Validation">Images that are there for validation alone; null where there are none.</param>
/// <param name="Test">Images to test on; null where they come out of the others.</param>
internal sealed record SourceImages(ImageSet Training, ImageSet? Validation, ImageSet? Test)
{
    /// <summary>The three splits: by class in proportion and seeded, or the first of the test images for validation.</summary>
    /// <exception cref="DataException">More is asked for than there is.</exception>
    public (ImageSet Train, ImageSet Validation, ImageSet Test) Split(DataSetSpec spec, ulong seed)
    {
        var sizes = SplitSizes.Of(spec, Training.Count, Validation?.Count, Test?.Count);
        if (Test is null)
        {
            var forTest = StratifiedSplit.Test(Training.Labels.Span, Training.ClassCount, sizes.Test, seed);
            var (train, validation) = OfTraining(Training.Take([.. Enumerable.Range(0, Training.Count).Except(forTest)]), sizes, seed);
            return (train, validation, Training.Take(forTest));
        }

        if (Validation is not null)
        {
            return (Share(Training, sizes.Train, StratifiedSplit.Training), Share(Validation, sizes.Validation, StratifiedSplit.Validation),
                Share(Test, sizes.Test, StratifiedSplit.Test));
        }

        if (spec.ValidationFromTest)
        {
            return (Share(Training, sizes.Train, StratifiedSplit.Training), Test.Take([.. Enumerable.Range(0, sizes.Validation)]),
                Test.Take([.. Enumerable.Range(sizes.Validation, sizes.Test)]));
        }

        var (forTrain, forValidation) = OfTraining(Training, sizes, seed);
        return (forTrain, forValidation, Share(Test, sizes.Test, StratifiedSplit.Test));

        ImageSet Share(ImageSet set, int count, StratifiedSplit.Choice choose) =>
            count == set.Count ? set : set.Take(choose(set.Labels.Span, set.ClassCount, count, seed));
    }

    private static (ImageSet Train, ImageSet Validation) OfTraining(ImageSet set, SplitSizes sizes, ulong seed)
    {
        var (train, validation) = StratifiedSplit.Training(set.Labels.Span, set.ClassCount, sizes.Train, sizes.Validation, seed);
        return (set.Take(train), set.Take(validation));
    }
}
