using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Studies;
using ActorSearch.Data;

namespace ActorSearch.Cli.Inspecting;

/// <summary>The images of a study that a ledger holds.</summary>
internal static class StudyImages
{
    private const string Moved = "--data FOLDER names where the files are now, if they moved";

    /// <summary>Loads them and checks that they are those that the study recorded; what is missing from the cache is fetched first.</summary>
    /// <param name="study">The study.</param>
    /// <param name="folder">Where the files are now; null for where the study has them.</param>
    /// <param name="notes">Where it is said that something is fetched.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InputException">They cannot be had, or are others.</exception>
    public static DataSplits Load(StudyDefinition study, string? folder, TextWriter notes, CancellationToken cancellation)
    {
        var spec = folder is null ? study.DataSet : study.DataSet with { Path = folder };
        try
        {
            var splits = DataLoading.Load(spec, study.Seed, DataSources.Default(), notes, cancellation);
            return splits.FindProblem(study) is { } problem ? throw new InputException(problem, Moved) : splits;
        }
        catch (DataException exception)
        {
            throw new InputException([$"study {study.Name}: {exception.Message}", .. spec.Path is null ? Array.Empty<string>() : [Moved]]);
        }
    }
}
