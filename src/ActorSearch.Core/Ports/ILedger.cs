using System.Collections.Immutable;
using ActorSearch.Core.Studies;

namespace ActorSearch.Core.Ports;

/// <summary>
/// A store of studies. Each study is an append-only list of events, and a table of its trials for people and other
/// tools is kept in the same transaction. What was appended is on the disk before the append returns.
/// Every failure is a <see cref="LedgerException"/> with a message for people.
/// </summary>
public interface ILedger : IAsyncDisposable
{
    /// <summary>Names of the studies in the store, oldest first.</summary>
    ValueTask<ImmutableArray<string>> StudiesAsync(CancellationToken cancellation);

    /// <summary>A study's events in order, as of the moment of the call; none for a study that does not exist.</summary>
    IAsyncEnumerable<StudyEvent> ReadAsync(string study, CancellationToken cancellation) => ReadAsync(study, from: 0, cancellation);

    /// <summary>A study's events from one on, as of the moment of the call. It costs what is read, not what comes before.</summary>
    /// <param name="study">The study's name.</param>
    /// <param name="from">Version of the first event that is wanted, 0 for all; none are read where the study holds no more than that.</param>
    /// <param name="cancellation">Ends the reading.</param>
    IAsyncEnumerable<StudyEvent> ReadAsync(string study, long from, CancellationToken cancellation);

    /// <summary>
    /// Takes over the writing of a study, new or not. Appends of every earlier writer are refused from here on.
    /// </summary>
    /// <exception cref="LedgerException">Another process on this machine is running a study of this store.</exception>
    ValueTask<LedgerWriter> TakeOverAsync(string study, CancellationToken cancellation);

    /// <summary>Appends events, all or none, and flushes them to the disk.</summary>
    /// <param name="writer">The right to write, as the take-over or the last append returned it.</param>
    /// <param name="events">At least one event.</param>
    /// <param name="cancellation">Gives up before anything is written, not halfway.</param>
    /// <returns>The right to write after them.</returns>
    /// <exception cref="LedgerFencedException">Another writer has taken over.</exception>
    ValueTask<LedgerWriter> AppendAsync(LedgerWriter writer, IReadOnlyList<StudyEvent> events, CancellationToken cancellation);
}
