using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>A study that a coordinator writes.</summary>
/// <param name="Writer">The right to write it.</param>
/// <param name="State">The study as the ledger holds it.</param>
public sealed record HostedStudy(LedgerWriter Writer, StudyState State)
{
    /// <summary>The study's name.</summary>
    public string Name => Writer.Study;

    /// <summary>Why the store took nothing the last time; null while all is well.</summary>
    public LedgerException? Failure { get; init; }
}
