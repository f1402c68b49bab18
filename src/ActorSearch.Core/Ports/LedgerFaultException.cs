namespace ActorSearch.Core.Ports;

/// <summary>The machine under a store failed: no room on its disk, or a disk that does not do what it should. Nobody's input is wrong.</summary>
public sealed class LedgerFaultException(string message, Exception inner) : LedgerException(message, inner);
