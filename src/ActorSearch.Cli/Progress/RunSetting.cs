using System.Collections.Immutable;

namespace ActorSearch.Cli.Progress;

/// <summary>How a run was started, as far as people are shown it.</summary>
/// <param name="Store">The store, as it was named.</param>
/// <param name="Workers">Trials trained at a time.</param>
/// <param name="Device">Where they are trained.</param>
/// <param name="VariedNames">The hyperparameters that vary, in the file's order.</param>
/// <param name="Resumed">Whether the study was there before.</param>
internal sealed record RunSetting(
    string Store, int Workers, string Device, ImmutableArray<string> VariedNames, bool Resumed)
{
    /// <summary>Whether workers come and go, so that the time left goes by those at work.</summary>
    public bool WorkersChange { get; init; }
}
