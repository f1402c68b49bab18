using System.Collections.Immutable;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Clusters;

/// <summary>What reading a configuration file came to.</summary>
/// <typeparam name="TConfig">The settings.</typeparam>
public abstract record ConfigReading<TConfig>
    where TConfig : class
{
    private ConfigReading()
    {
    }

    /// <summary>The file is right.</summary>
    /// <param name="Config">The settings.</param>
    /// <param name="Places">Where each key of the file stands, for what is found to be wrong beyond the file.</param>
    public sealed record Valid(TConfig Config, ImmutableDictionary<string, ConfigPlace> Places) : ConfigReading<TConfig>;

    /// <summary>The file is wrong in at least one place; the errors stand in the file's order.</summary>
    public sealed record Invalid(ImmutableArray<YamlError> Errors) : ConfigReading<TConfig>;
}
