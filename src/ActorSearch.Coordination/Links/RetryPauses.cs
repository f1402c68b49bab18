namespace ActorSearch.Coordination.Links;

/// <summary>How long a client waits before it asks again.</summary>
public static class RetryPauses
{
    /// <summary>After the first failure.</summary>
    public static readonly TimeSpan Least = TimeSpan.FromSeconds(0.2);

    /// <summary>After many.</summary>
    public static readonly TimeSpan Most = TimeSpan.FromSeconds(5);

    /// <summary>After a refusal that only people can mend, such as a wrong token.</summary>
    public static readonly TimeSpan Unauthorised = TimeSpan.FromSeconds(5);
}
