using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Links.Delivery;

/// <summary>Puts what a worker says into messages of the wire.</summary>
internal static class WireWords
{
    /// <summary>A word on an attempt.</summary>
    public static WireMessage Of(string worker, string study, StudyCommand.OnAttempt command) => command switch
    {
        StudyCommand.Renew c => new WireMessage.Renew(worker, study, c.Trial, c.Attempt),
        StudyCommand.ReportEpoch c => new WireMessage.ReportEpoch(worker, study, c.Trial, c.Attempt, c.Metrics),
        StudyCommand.Finish c => new WireMessage.Finish(worker, study, c.Trial, c.Attempt, c.Result),
        StudyCommand.Fail c => new WireMessage.Fail(worker, study, c.Trial, c.Attempt, c.Error),
        StudyCommand.HandBack c => new WireMessage.HandBack(worker, study, c.Trial, c.Attempt, c.Reason),
        StudyCommand.RunOutOfMemory c => new WireMessage.RunOutOfMemory(worker, study, c.Trial, c.Attempt, c.Neighbours, c.Error),
        _ => throw new ArgumentException($"unknown word {command}", nameof(command)),
    };

    /// <summary>A claim.</summary>
    public static WireMessage Of(CoordinatorMessage.Claim claim, TimeSpan wait) =>
        new WireMessage.Claim(
            claim.Command.Worker,
            claim.Command.Capacity,
            claim.Command.MemoryBytes,
            claim.Command.Neighbours,
            claim.Command.Holding,
            claim.Unable,
            (int)wait.TotalMilliseconds);
}
