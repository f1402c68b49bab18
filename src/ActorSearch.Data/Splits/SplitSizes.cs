using ActorSearch.Core.Experiments;

namespace ActorSearch.Data.Splits;

/// <summary>How many images each split gets.</summary>
internal readonly record struct SplitSizes(int Train, int Validation, int Test)
{
    /// <summary>
    /// Without a size of its own, validation takes this share of the training file: 5,000 of MNIST's 60,000.
    /// </summary>
    private const int DefaultValidationDivisor = 12;

    /// <summary>Without test images of their own and without a size, this share of all images: as much as MNIST's 10,000 to 60,000.</summary>
    private const int DefaultTestDivisor = 6;

    /// <summary>The sizes asked for, checked against what there is.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="training">Images to train on; all there are where there are no test images.</param>
    /// <param name="validation">Images that are there for validation alone; null where there are none.</param>
    /// <param name="test">Images to test on; null where they come out of the others.</param>
    /// <exception cref="DataException">More is asked for than there is; names the key and the limits.</exception>
    public static SplitSizes Of(DataSetSpec spec, int training, int? validation, int? test)
    {
        AtLeastOne(spec);
        if (spec.ValidationFromTest && (test is null || validation is not null))
        {
            throw new DataException($"dataset.validation_from: {spec.Name} "
                + (test is null ? "has no test images of its own here to take validation images from" : "has a folder of validation images here")
                + "; leave the key out.");
        }

        return (validation, test) switch
        {
            (_, null) => OfOneLot(spec, training),
            ({ } ownValidation, { } ownTest) => OfThree(spec, training, ownValidation, ownTest),
            (null, { } testImages) when spec.ValidationFromTest => OfTestFile(spec, training, testImages),
            (null, { } testImages) => OfFiles(spec, training, testImages),
        };
    }

    private static SplitSizes OfFiles(DataSetSpec spec, int trainingImages, int testImages)
    {
        var test = AtMost("test", spec.Test, testImages, $"test images of {spec.Name}");
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

    private static SplitSizes OfTestFile(DataSetSpec spec, int trainingImages, int testImages)
    {
        var validation = spec.Validation ?? Math.Max(1, testImages / 2);
        var said = spec.Validation is null ? $"the default of {validation} for dataset.validation" : $"dataset.validation: {validation}";
        if (validation >= testImages)
        {
            throw new DataException($"{said} leaves nothing to test on: {spec.Name} has {testImages} test images, and validation takes the first of them.");
        }

        if (spec.Test is { } asked && (long)asked + validation > testImages)
        {
            throw new DataException($"dataset.test: {asked} and {said} together exceed the {testImages} test images of {spec.Name}.");
        }

        return new SplitSizes(
            AtMost("train", spec.Train, trainingImages, $"training images of {spec.Name}"), validation, spec.Test ?? testImages - validation);
    }

    private static SplitSizes OfThree(DataSetSpec spec, int training, int validation, int test) => new(
        AtMost("train", spec.Train, training, $"training images of {spec.Name}"),
        AtMost("validation", spec.Validation, validation, $"validation images of {spec.Name}"),
        AtMost("test", spec.Test, test, $"test images of {spec.Name}"));

    private static SplitSizes OfOneLot(DataSetSpec spec, int images)
    {
        var validation = spec.Validation ?? Math.Max(1, images / DefaultValidationDivisor);
        var test = spec.Test ?? Math.Max(1, images / DefaultTestDivisor);
        var left = images - (long)validation - test;
        if (left < 1 || spec.Train > left)
        {
            throw new DataException(
                $"dataset: {(spec.Train is { } train ? $"{train} training, " : "")}{validation} validation and {test} test images "
                + $"{(spec.Train is null ? "leave nothing to train on" : "are more than there are")}: {spec.Name} has {images} images here.");
        }

        return new SplitSizes(spec.Train ?? (int)left, validation, test);
    }

    private static int AtMost(string key, int? asked, int there, string what) => asked is not { } size ? there
        : size <= there ? size
        : throw new DataException($"dataset.{key}: {size} exceeds the {there} {what}.");

    /// <summary>The sizes asked for of a set that is drawn, so as large as one likes up to a limit.</summary>
    /// <exception cref="DataException">A size is below 1 or above <paramref name="limit"/>.</exception>
    public static SplitSizes OfDrawn(DataSetSpec spec, SplitSizes defaults, int limit)
    {
        AtLeastOne(spec);
        if (spec.ValidationFromTest)
        {
            throw new DataException($"dataset.validation_from: {spec.Name} is drawn anew for each split, there is no test file; leave the key out.");
        }

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
