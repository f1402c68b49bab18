using ActorSearch.Core.Experiments;

namespace ActorSearch.Data.Splits;

/// <summary>How many images each split gets.</summary>
internal readonly record struct SplitSizes(int Train, int Validation, int Test)
{
    /// <summary>
    /// Without a size of its own, validation takes this share of the training file: 5,000 of MNIST's 60,000.
    /// </summary>
    private const int DefaultValidationDivisor = 12;

    /// <summary>The sizes asked for, checked against a training file and a test file.</summary>
    /// <exception cref="DataException">More is asked for than there is; names the key and the limits.</exception>
    public static SplitSizes OfFiles(DataSetSpec spec, int trainingImages, int testImages)
    {
        AtLeastOne(spec);
        var test = spec.Test ?? testImages;
        if (test > testImages)
        {
            throw new DataException(
                $"dataset.test: {test} exceeds the {testImages} test images of {spec.Name}.");
        }

        var validation = spec.Validation ?? Math.Max(1, trainingImages / DefaultValidationDivisor);
        var said = spec.Validation is null ? $"the default of {validation} for dataset.validation"
            : $"dataset.validation: {validation}";
        if (spec.Train is { } asked && (long)asked + validation > trainingImages)
        {
            throw new DataException(
                $"dataset.train: {asked} and {said} together exceed the {trainingImages} training images of {spec.Name}.");
        }

        if (validation >= trainingImages)
        {
            throw new DataException(
                $"{said} leaves nothing to train on: {spec.Name} has {trainingImages} training images.");
        }

        return new SplitSizes(spec.Train ?? trainingImages - validation, validation, test);
    }

    /// <summary>The sizes asked for of a set that is drawn, so as large as one likes up to a limit.</summary>
    /// <exception cref="DataException">A size is below 1 or above <paramref name="limit"/>.</exception>
    public static SplitSizes OfDrawn(DataSetSpec spec, SplitSizes defaults, int limit)
    {
        AtLeastOne(spec);
        foreach (var (key, size) in Keys(spec))
        {
            if (size > limit)
            {
                throw new DataException($"dataset.{key}: {size} is more than {spec.Name} draws; at most {limit}.");
            }
        }

        return new SplitSizes(
            spec.Train ?? defaults.Train, spec.Validation ?? defaults.Validation, spec.Test ?? defaults.Test);
    }

    private static void AtLeastOne(DataSetSpec spec)
    {
        foreach (var (key, size) in Keys(spec))
        {
            if (size < 1)
            {
                throw new DataException($"dataset.{key}: {size} is no number of images; at least 1.");
            }
        }
    }

    private static (string Key, int? Size)[] Keys(DataSetSpec spec) =>
        [("train", spec.Train), ("validation", spec.Validation), ("test", spec.Test)];
}
