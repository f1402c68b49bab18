namespace ActorSearch.Data;

/// <summary>
/// Images that cannot be had as asked. The message is for people: what is wrong, in which file or under which key
/// of the experiment file, and what would be right.
/// </summary>
public sealed class DataException : Exception
{
    public DataException()
    {
    }

    public DataException(string message)
        : base(message)
    {
    }

    public DataException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
