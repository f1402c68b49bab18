using ActorSearch.Core.Scheduling;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>How a coordinator works.</summary>
/// <param name="LeaseDuration">How long a worker may be silent before its trials go to another.</param>
/// <param name="MailboxCapacity">Messages that wait before senders are held back.</param>
/// <param name="MaxBatch">Most commands recorded in one transaction.</param>
/// <param name="IsService">
/// Whether it outlives its studies and its store's failures: workers that find nothing wait for the next study, and a
/// store that failed is tried again. Otherwise workers are sent away at the end, and a failure of the store ends it.
/// </param>
/// <param name="Sharing">How several studies share the workers.</param>
public sealed record CoordinatorOptions(
    TimeSpan LeaseDuration,
    int MailboxCapacity = 4096,
    int MaxBatch = 1024,
    bool IsService = false,
    StudySharing Sharing = StudySharing.Queue)
{
    /// <summary>A minute's lease: workers renew four times as often, whatever they train.</summary>
    public static readonly CoordinatorOptions Default = new(TimeSpan.FromMinutes(1));
}
