namespace ActorSearch.Simulation;

/// <summary>
/// What goes wrong in one run, and how often. Each seed draws which faults are on (swarm testing: Groce et al. 2012),
/// since a run with every fault at once rarely gets deep into any of them.
/// </summary>
/// <param name="MessageLoss">Share of messages, replies included, that never arrive.</param>
/// <param name="MessageDelay">Share of messages that take up to three leases, so that they arrive out of order.</param>
/// <param name="MessageDuplication">Share of messages that arrive twice.</param>
/// <param name="WorkerCrash">Probability an epoch that the worker dies and loses its trials.</param>
/// <param name="WorkerStall">Probability an epoch that the worker stands still, up to four leases.</param>
/// <param name="TrialError">Probability an epoch that training fails.</param>
/// <param name="HandBack">Probability an epoch that the worker gives the trial back.</param>
/// <param name="Crowding">Probability a claim that the worker has neighbours and little memory.</param>
/// <param name="OutOfMemory">Probability an epoch that the device's memory runs out.</param>
/// <param name="Echo">Probability that a worker sends a report or a result again long after it was answered.</param>
/// <param name="DeafToStale">Probability that a worker trains on although it was told that its attempt is stale.</param>
/// <param name="Noise">Probability a tick of a message that no worker should have sent.</param>
/// <param name="DeathBeforeCommit">Probability a commit that the coordinator dies before it.</param>
/// <param name="DeathAfterCommit">Probability a commit that the coordinator dies after it and before it answers.</param>
/// <param name="DeathWhenIdle">Probability a tick that the coordinator dies between commits.</param>
public sealed record Faults(
    double MessageLoss = 0,
    double MessageDelay = 0,
    double MessageDuplication = 0,
    double WorkerCrash = 0,
    double WorkerStall = 0,
    double TrialError = 0,
    double HandBack = 0,
    double Crowding = 0,
    double OutOfMemory = 0,
    double Echo = 0,
    double DeafToStale = 0,
    double Noise = 0,
    double DeathBeforeCommit = 0,
    double DeathAfterCommit = 0,
    double DeathWhenIdle = 0)
{
    /// <summary>Nothing goes wrong.</summary>
    public static readonly Faults None = new();

    /// <summary>Draws the faults of a run.</summary>
    /// <param name="random">Where draws come from.</param>
    /// <param name="trialsMayFail">Whether training itself may fail.</param>
    public static Faults Draw(SplitMix64 random, bool trialsMayFail)
    {
        return new Faults(
            Rate(0.3), Rate(0.3), Rate(0.5), Rate(0.15), Rate(0.15), trialsMayFail ? Rate(0.3) : 0, Rate(0.2),
            Rate(1), Rate(0.3), Rate(0.5), Rate(1), Rate(0.8), Rate(0.05), Rate(0.05), Rate(0.05));

        double Rate(double most) => random.Chance(0.5) ? random.Unit() * most : 0;
    }
}
