namespace ActorSearch.Reporting.Mlflow;

/// <summary>MLflow's files cannot be written. The message is for people and names the folder.</summary>
public sealed class MlflowFilesException : Exception
{
    public MlflowFilesException()
    {
    }

    public MlflowFilesException(string message)
        : base(message)
    {
    }

    public MlflowFilesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
