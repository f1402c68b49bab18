namespace ActorSearch.Reporting.TensorBoard;

/// <summary>Event files cannot be written. The message is for people and names the folder.</summary>
public sealed class EventFilesException : Exception
{
    public EventFilesException()
    {
    }

    public EventFilesException(string message)
        : base(message)
    {
    }

    public EventFilesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
