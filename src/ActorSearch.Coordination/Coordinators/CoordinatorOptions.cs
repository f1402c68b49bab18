namespace ActorSearch.Coordination.Coordinators;

/// <summary>How a coordinator works.</summary>
/// <param name="LeaseDuration">How long a worker may be silent before its trials go to another.</param>
/// <param name="MailboxCapacity">Messages that wait before senders are held back.</param>
/// <param name="MaxBatch">Most commands recorded in one transaction.</param>
public sealed record CoordinatorOptions(TimeSpan LeaseDuration, int MailboxCapacity = 4096, int MaxBatch = 1024)
{
    /// <summary>A minute's lease: workers renew four times as often, whatever they train.</summary>
    public static readonly CoordinatorOptions Default = new(TimeSpan.FromMinutes(1));
}
