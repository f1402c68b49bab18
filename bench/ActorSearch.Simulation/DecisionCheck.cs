using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using static ActorSearch.Simulation.SimulationException;

namespace ActorSearch.Simulation;

/// <summary>Holds one decision against the referee's picture from before it, and shows the referee its events.</summary>
public static class DecisionCheck
{
    /// <summary>Checks a decision.</summary>
    public static void Check(Referee referee, SimulatedStudy study, StudyCommand command, Decision decision, DateTimeOffset now)
    {
        Require(decision.Events.All(e => e.At == now), $"an event of {command} carries another time");
        switch (command)
        {
            case StudyCommand.Claim claim:
                CheckClaim(referee, study, claim, decision);
                break;
            case StudyCommand.Renew c:
                CheckWord(referee, c, c.Trial, c.Attempt, decision);
                break;
            case StudyCommand.ReportEpoch c:
                CheckWord(referee, c, c.Trial, c.Attempt, decision);
                break;
            case StudyCommand.Finish c:
                CheckWord(referee, c, c.Trial, c.Attempt, decision);
                Require(decision.Events.IsEmpty || decision.Events[0] is StudyEvent.Finished, $"{c} led to {decision.Events[0]}");
                break;
            case StudyCommand.Fail c:
                CheckWord(referee, c, c.Trial, c.Attempt, decision);
                CheckEnd(decision, AttemptEnd.Failed);
                break;
            case StudyCommand.RunOutOfMemory c:
                CheckWord(referee, c, c.Trial, c.Attempt, decision);
                CheckEnd(decision, c.Neighbours == 0 || referee.AllowsNone(c.Trial) ? AttemptEnd.Failed : AttemptEnd.OutOfMemory);
                break;
            case StudyCommand.HandBack c:
                CheckWord(referee, c, c.Trial, c.Attempt, decision);
                CheckEnd(decision, AttemptEnd.HandedBack);
                break;
        }

        foreach (var happened in decision.Events)
        {
            referee.Observe(happened);
        }

        referee.EndOfTransaction();
        switch (command)
        {
            case StudyCommand.ExpireLeases:
                Require(referee.Overdue(now) == 0, $"{referee.Overdue(now)} leases outlived their deadline");
                CheckEnd(decision, AttemptEnd.Expired);
                break;
            case StudyCommand.Open { WorkersAreGone: true }:
                Require(referee.Running == 0, $"{referee.Running} trials run although all workers are gone");
                break;
        }
    }

    private static void CheckClaim(Referee referee, SimulatedStudy study, StudyCommand.Claim claim, Decision decision)
    {
        // What was granted to the worker in an answer that it does not know of comes first, and alone.
        var unheard = referee.HeldBy(claim.Worker).Except(claim.Holding).ToHashSet();
        var leases = decision.Reply is StudyReply.Granted granted ? granted.Leases : [];
        var given = leases.Select(l => new HeldTrial(l.Plan.Id, l.Attempt)).ToHashSet();
        Require(given.Count == leases.Length, $"{claim} was granted a trial twice");
        Require(decision.Events.Length == leases.Length, $"{leases.Length} leases and {decision.Events.Length} events");
        Require(decision.Reply is StudyReply.StudyEnded == referee.AllEnded, $"{decision.Reply}, all ended: {referee.AllEnded}");
        if (unheard.Count > 0)
        {
            Require(
                given.IsSubsetOf(unheard) && given.Count == Math.Min(unheard.Count, claim.Capacity), $"{claim} was granted {leases.Length} leases, and has not heard of {unheard.Count}");
        }
        else
        {
            referee.CheckFit(claim, leases);
        }

        foreach (var (lease, happened) in leases.Zip(decision.Events))
        {
            Require(lease.Seed == study.SeedOf(lease.Plan.Id), $"{lease} carries another seed than its identity's");
            Require(
                unheard.Count > 0
                    ? happened is StudyEvent.Renewed r && r.Trial == lease.Plan.Id && r.Attempt == lease.Attempt
                        && r.Deadline == lease.Deadline
                    : happened is StudyEvent.Leased e && e.Trial == lease.Plan.Id && e.Attempt == lease.Attempt
                        && e.Deadline == lease.Deadline && e.Worker == claim.Worker,
                $"{lease} was granted as {happened}");
        }
    }

    private static void CheckWord(Referee referee, StudyCommand command, TrialId trial, int attempt, Decision decision)
    {
        var answer = (StudyReply.Acknowledged)decision.Reply;
        var word = answer.Word;
        var expected = referee.Holds(trial, attempt) ? Acknowledgement.Recorded
            : referee.Finished(trial, attempt) ? Acknowledgement.AlreadyRecorded
            : Acknowledgement.Stale;
        var spokeOfItsEnd = command is StudyCommand.Finish or StudyCommand.Fail or StudyCommand.HandBack or StudyCommand.RunOutOfMemory;
        Require(answer.EndsAttempt == spokeOfItsEnd, $"{command} was answered as {answer}");
        Require(word == expected, $"answered {word} to attempt {attempt} of {trial}, which is {expected}");
        Require(
            decision.Events.IsEmpty == (expected != Acknowledgement.Recorded),
            $"attempt {attempt} of {trial} is {expected} and led to {decision.Events.Length} events");
    }

    private static void CheckEnd(Decision decision, AttemptEnd end)
    {
        foreach (var happened in decision.Events.OfType<StudyEvent.AttemptEnded>())
        {
            Require(happened.End == end, $"expected {end}, not {happened}");
        }
    }
}
