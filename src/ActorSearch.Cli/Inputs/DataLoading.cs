using ActorSearch.Core.Experiments;
using ActorSearch.Data;

namespace ActorSearch.Cli.Inputs;

/// <summary>Loads images, and says so where they must be fetched first.</summary>
internal static class DataLoading
{
    /// <summary>The splits of a data set; what is missing from the cache is fetched first, and said so.</summary>
    /// <param name="spec">The data set.</param>
    /// <param name="seed">The study's seed.</param>
    /// <param name="sources">Where files come from.</param>
    /// <param name="notes">Where it is said.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="DataException">The images cannot be had as asked.</exception>
    public static DataSplits Load(DataSetSpec spec, ulong seed, DataSources sources, TextWriter notes, CancellationToken cancellation)
    {
        if (MustBeFetched(spec, sources))
        {
            notes.WriteLine($"fetching {spec.Name} into {Path.Combine(sources.CacheFolder, spec.Name)} ...");
        }

        return DataSets.Load(spec, seed, sources, cancellation);
    }

    /// <summary>Whether files are missing from the cache, or damaged there.</summary>
    public static bool MustBeFetched(DataSetSpec spec, DataSources sources) =>
        spec.Path is null
        && DataSets.Known.Any(info => info.Name == spec.Name && info.Kind == DataSetKind.Published)
        && !DataSets.Verify(spec.Name, null, sources).Sound;
}
