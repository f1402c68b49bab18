using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Local;

/// <summary>A search on this machine alone.</summary>
/// <param name="Plan">The study.</param>
/// <param name="Opening">How it goes on with what the store holds, as <see cref="StudyOpening.Decide"/> said.</param>
/// <param name="Workers">Number of workers.</param>
/// <param name="CapacityPerWorker">Trials that a worker takes at a time.</param>
/// <param name="MakeTrainer">Makes the trainer of the worker of a number, from 0, on that worker's training thread.</param>
/// <param name="Options">How the coordinator works.</param>
public sealed record LocalSearchRequest(
    StudyPlan Plan,
    StudyOpening Opening,
    int Workers,
    int CapacityPerWorker,
    Func<int, ITrialTrainer> MakeTrainer,
    CoordinatorOptions Options);
