using System.Collections.Immutable;
using ActorSearch.Core.Yaml;

namespace ActorSearch.Core.Experiments;

/// <summary>What reading an experiment file came to.</summary>
public abstract record ExperimentReading
{
    private ExperimentReading()
    {
    }

    /// <summary>The file is right.</summary>
    public sealed record Valid(ExperimentSpec Spec) : ExperimentReading;

    /// <summary>The file is wrong in at least one place; the errors stand in the file's order.</summary>
    public sealed record Invalid(ImmutableArray<YamlError> Errors) : ExperimentReading;
}
