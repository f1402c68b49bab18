namespace ActorSearch.Http.Server;

/// <summary>A server that cannot begin. The message is for people: what is wrong, where, what would help.</summary>
public sealed class ServerStartException : Exception
{
    public ServerStartException(string message)
        : base(message)
    {
    }

    public ServerStartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
