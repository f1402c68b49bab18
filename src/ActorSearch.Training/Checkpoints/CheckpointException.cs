namespace ActorSearch.Training.Checkpoints;

/// <summary>
/// Weights that cannot be read or kept. The message is for people: which file, what is wrong with it, and what would be right.
/// </summary>
public sealed class CheckpointException : Exception
{
    public CheckpointException(string message)
        : base(message)
    {
    }

    public CheckpointException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
