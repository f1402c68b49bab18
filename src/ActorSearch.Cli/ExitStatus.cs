namespace ActorSearch.Cli;

/// <summary>What the command tells its caller; scripts rely on the numbers.</summary>
internal static class ExitStatus
{
    /// <summary>What was asked is done; diverged, stopped and rejected trials are results.</summary>
    public const int Complete = 0;

    /// <summary>Something failed that should not have.</summary>
    public const int Failed = 1;

    /// <summary>The input is wrong, and nothing was written.</summary>
    public const int BadInput = 2;

    /// <summary>Interrupted; the run can be gone on with.</summary>
    public const int Interrupted = 130;
}
