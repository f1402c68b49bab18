namespace ActorSearch.Core.Protocol.Wire;

/// <summary>Bytes that are no message. The message of the exception is one line for people, fit for a log as it is.</summary>
public sealed class WireException(WireRefusal reason, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What kind of refusal it is, for counters and status codes.</summary>
    public WireRefusal Reason { get; } = reason;
}
