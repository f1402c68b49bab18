namespace ActorSearch.Coordination.Receptions;

/// <summary>How long a reception waits for what.</summary>
public sealed record ReceptionOptions
{
    /// <summary>The values for every cluster.</summary>
    public static readonly ReceptionOptions Default = new();

    /// <summary>How long the coordinator has for an answer, beyond what the asker agreed to wait.</summary>
    public TimeSpan AnswerWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a study that was handed in may take to be read and its images to be looked at.</summary>
    public TimeSpan PrepareWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Most events of one answer.</summary>
    public int MaxEventsPerPage { get; init; } = 5000;
}
