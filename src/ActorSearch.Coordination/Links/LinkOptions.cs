namespace ActorSearch.Coordination.Links;

/// <summary>How long a link waits for what.</summary>
public sealed record LinkOptions
{
    /// <summary>The values for every cluster.</summary>
    public static readonly LinkOptions Default = new();

    /// <summary>How long the coordinator may hold a claim that finds nothing.</summary>
    public TimeSpan ClaimWait { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long an answer may take beyond that.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same for taking a claim back, which a worker that stops waits for.</summary>
    public TimeSpan WithdrawTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long the last report of a node may take when its link ends.</summary>
    public TimeSpan LastReportTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The pause after a first failure.</summary>
    public TimeSpan LeastPause { get; init; } = RetryPauses.Least;

    /// <summary>The pause after many.</summary>
    public TimeSpan MostPause { get; init; } = RetryPauses.Most;

    /// <summary>The pause after a refusal that only people can mend, such as a wrong token.</summary>
    public TimeSpan UnauthorisedPause { get; init; } = RetryPauses.Unauthorised;
}
