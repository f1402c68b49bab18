using System.Collections.Immutable;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Experiments;

/// <summary>An experiment file, read and checked.</summary>
/// <param name="Study">The study's name in the store.</param>
/// <param name="Seed">The number that every random draw of the study derives from.</param>
/// <param name="DataSet">The images.</param>
/// <param name="Space">What is fixed and what varies.</param>
/// <param name="Replicates">Seeds a point.</param>
/// <param name="Objective">What is looked for.</param>
/// <param name="MaxAttempts">Attempts of a trial that fails before it is given up.</param>
/// <param name="Source">The text of the file.</param>
/// <param name="Curves">What is measured along the way; null for the metrics of every epoch alone.</param>
public sealed record ExperimentSpec(
    string Study,
    ulong Seed,
    DataSetSpec DataSet,
    SearchSpace Space,
    int Replicates,
    Objective Objective,
    int MaxAttempts,
    string Source,
    Curves? Curves = null)
{
    /// <summary>Attempts of a trial whose file does not say how many.</summary>
    public const int DefaultMaxAttempts = 3;

    /// <summary>Trials of the largest study; a larger grid is a slip in the file.</summary>
    public const long MaxTrials = 1_000_000;

    /// <summary>The hyperparameters that vary, in the file's order.</summary>
    public ImmutableArray<string> VariedNames => [.. Space.Dimensions.Where(d => d.Values.Length > 1).Select(d => d.Name)];
}
