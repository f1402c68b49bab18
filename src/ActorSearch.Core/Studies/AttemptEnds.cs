namespace ActorSearch.Core.Studies;

/// <summary>What the ends of attempts mean.</summary>
public static class AttemptEnds
{
    /// <summary>Whether an end counts towards the attempts after which a trial is given up.</summary>
    public static bool CountsAsFailure(this AttemptEnd end) => end is AttemptEnd.Failed or AttemptEnd.Expired;
}
