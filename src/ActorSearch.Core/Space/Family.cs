using System.Collections.Immutable;

namespace ActorSearch.Core.Space;

/// <summary>
/// A family of networks: which of the model's keys mean anything to it, and what those mean that are not stated. Defaults
/// are part of trials' identities and never change.
/// </summary>
/// <param name="Name">Its name in experiment files.</param>
/// <param name="Channels">Output channels of its convolutions; null where their number is a key of its own, or all are fixed.</param>
/// <param name="KernelSize">Side of its kernels.</param>
/// <param name="Padding">Its padding; null where the layers differ in it.</param>
/// <param name="Hidden">Widths of its linear layers before the last.</param>
/// <param name="Keys">Those of the keys that only some families have.</param>
internal sealed record Family(
    string Name,
    ImmutableArray<long>? Channels,
    int KernelSize,
    string? Padding,
    ImmutableArray<long> Hidden,
    ImmutableArray<string> Keys)
{
    /// <summary>Side that images are brought to; null leaves them.</summary>
    public int? InputSize { get; init; }

    /// <summary>Whether there is batch normalisation.</summary>
    public bool BatchNorm { get; init; }

    /// <summary>Share of features dropped before linear layers.</summary>
    public double Dropout { get; init; }

    /// <summary>First weights.</summary>
    public string Init { get; init; } = "default";

    /// <summary>Whether a key that only some families have means anything here.</summary>
    public bool Has(string key) => Keys.Contains(key);
}
