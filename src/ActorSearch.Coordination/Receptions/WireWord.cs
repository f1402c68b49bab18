using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Receptions;

/// <summary>Takes what a worker says of an attempt out of a message of the wire.</summary>
internal static class WireWord
{
    /// <summary>The study's name, and the word.</summary>
    public static (string Study, StudyCommand.OnAttempt Command) Of(WireMessage message) => message switch
    {
        WireMessage.Renew m => (m.Study, new StudyCommand.Renew(m.Trial, m.Attempt)),
        WireMessage.ReportEpoch m => (m.Study, new StudyCommand.ReportEpoch(m.Trial, m.Attempt, m.Metrics)),
        WireMessage.Finish m => (m.Study, new StudyCommand.Finish(m.Trial, m.Attempt, m.Result)),
        WireMessage.Fail m => (m.Study, new StudyCommand.Fail(m.Trial, m.Attempt, m.Error)),
        WireMessage.HandBack m => (m.Study, new StudyCommand.HandBack(m.Trial, m.Attempt, m.Reason)),
        WireMessage.RunOutOfMemory m => (m.Study, new StudyCommand.RunOutOfMemory(m.Trial, m.Attempt, m.Neighbours, m.Error)),
        _ => throw new ArgumentException($"{message.GetType().Name} is no word on an attempt", nameof(message)),
    };
}
