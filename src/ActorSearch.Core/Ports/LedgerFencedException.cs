namespace ActorSearch.Core.Ports;

/// <summary>An append by a writer that another one has replaced. Nothing was written, and nothing ever will be by it.</summary>
public sealed class LedgerFencedException(string study, long epoch)
    : LedgerException($"another coordinator has taken over the study {study}; writer {epoch} may write no more");
