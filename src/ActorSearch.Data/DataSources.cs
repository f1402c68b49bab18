using ActorSearch.Data.Fetching;

namespace ActorSearch.Data;

/// <summary>Where data sets come from when the experiment file names no folder.</summary>
/// <param name="CacheFolder">Fetched files lie here, one folder a data set.</param>
public sealed record DataSources(string CacheFolder)
{
    /// <summary>What speaks to the mirrors; null for the framework's own handler.</summary>
    public Func<HttpMessageHandler>? Http { get; init; }

    /// <summary>How long a mirror may stay silent before the next one is tried.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What can be fetched, by the data set's name.</summary>
    public IReadOnlyDictionary<string, RemoteDataSet> Catalogue { get; init; } = RemoteCatalogue.Published;

    /// <summary>
    /// The user's cache: <c>$XDG_CACHE_HOME/actorsearch</c>, or <c>~/.cache/actorsearch</c> where that variable is
    /// unset or relative (XDG Base Directory Specification 0.8).
    /// </summary>
    public static DataSources Default()
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        if (!Path.IsPathFullyQualified(cache ?? ""))
        {
            cache = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        }

        return new DataSources(Path.Combine(cache!, "actorsearch"));
    }
}
