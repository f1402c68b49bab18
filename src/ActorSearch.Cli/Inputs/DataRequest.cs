using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Data;

namespace ActorSearch.Cli.Inputs;

/// <summary>The data set of an experiment file, with errors that say where in the file they come from.</summary>
/// <param name="File">The experiment file's name.</param>
/// <param name="Spec">The experiment.</param>
internal sealed record DataRequest(string File, ExperimentSpec Spec)
{
    private readonly DataSources _sources = DataSources.Default();

    /// <summary>What the data set amounts to, without loading it.</summary>
    /// <exception cref="InputException">The file asks for what is not there.</exception>
    public DataSetDescription Describe() => Located(() => Checked(DataSets.Describe(Spec.DataSet)));

    /// <summary>Loads the images; what is missing from the cache is fetched first, and said so.</summary>
    /// <param name="notes">Where it is said.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InputException">The images cannot be had as asked.</exception>
    public DataSplits Load(TextWriter notes, CancellationToken cancellation) =>
        Located(() => DataLoading.Load(Spec.DataSet, Spec.Seed, _sources, notes, cancellation));

    /// <summary>Whether files are missing from the cache, or damaged there.</summary>
    public bool MustBeFetched() => DataLoading.MustBeFetched(Spec.DataSet, _sources);

    /// <summary>Size of an image.</summary>
    public static ImageShape ShapeOf(DataSetDescription description) =>
        new(description.Channels, description.Height, description.Width);

    /// <summary>The trials of the experiment on such images.</summary>
    public ImmutableArray<TrialPlan> Expand(DataSetDescription description) =>
        Grid.Expand(Spec, ShapeOf(description), description.ClassNames.Count).Trials;

    private DataSetDescription Checked(DataSetDescription description) =>
        (Spec.DataSet.Normalise?.FindProblem(description.Channels) ?? CurveBounds.FindProblem(Spec, description.Train)) is { } problem
            ? throw new DataException(problem)
            : description;

    /// <summary>What all trials of the experiment have in common.</summary>
    public StudyDefinition Define(DataSetDescription description, DataSplits splits) => new(
        Spec.Study,
        Spec.Seed,
        Spec.DataSet,
        splits.Fingerprint,
        ShapeOf(description),
        description.ClassNames.Count,
        Spec.Objective,
        Spec.MaxAttempts,
        Spec.Source,
        Spec.Curves,
        Spec.Curves?.EveryBatches is null ? null : splits.Train.Count,
        splits.Validation.Count);

    private T Located<T>(Func<T> get)
    {
        try
        {
            return get();
        }
        catch (DataException exception)
        {
            throw new InputException(KeyLines.Locate(File, Spec.Source, exception.Message));
        }
    }
}
