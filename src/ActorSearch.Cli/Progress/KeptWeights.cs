using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Cli.Progress;

/// <summary>The weights that are kept of a study.</summary>
/// <param name="Folder">Their folder, as a full path.</param>
/// <param name="Trials">The trials, the best first.</param>
internal sealed record KeptWeights(string Folder, ImmutableArray<TrialId> Trials)
{
    /// <summary>The folder as seen from the working folder, where it lies within that.</summary>
    public string ShownFolder =>
        Path.GetRelativePath(Environment.CurrentDirectory, Folder) is var relative && !relative.StartsWith("..", StringComparison.Ordinal)
            ? relative
            : Folder;
}
