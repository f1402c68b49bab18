namespace ActorSearch.Core.Ports;

/// <summary>A store that cannot do what it was asked. The message is for people: what is wrong, where, what would help.</summary>
public class LedgerException : Exception
{
    public LedgerException(string message)
        : base(message)
    {
    }

    public LedgerException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
