namespace ActorSearch.Coordination.Links;

/// <summary>No coordinator answered, or it takes nothing at present: asking again later may help. The message is for people.</summary>
public sealed class CoordinatorUnreachableException : Exception
{
    public CoordinatorUnreachableException(string message)
        : base(message)
    {
    }

    public CoordinatorUnreachableException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
