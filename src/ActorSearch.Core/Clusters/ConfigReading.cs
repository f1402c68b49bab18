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
    public sealed record Valid(TConfig Config) : ConfigReading<TConfig>;

    /// <summary>The file is wrong in at least one place; the errors stand in the file's order.</summary>
    public sealed record Invalid(ImmutableArray<YamlError> Errors) : ConfigReading<TConfig>;
}
