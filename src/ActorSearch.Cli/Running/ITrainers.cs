using ActorSearch.Core.Ports;

namespace ActorSearch.Cli.Running;

/// <summary>Makes the trainers of a run's workers, and holds what they share.</summary>
internal interface ITrainers : IDisposable
{
    /// <summary>The trainer of the worker of a number, from 0; called on that worker's training thread.</summary>
    ITrialTrainer Make(int worker);
}
