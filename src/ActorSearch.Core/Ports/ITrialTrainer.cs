using ActorSearch.Core.Studies;

namespace ActorSearch.Core.Ports;

/// <summary>
/// Trains trials, on the thread that calls it. It takes a list so that a device can one day train compatible trials
/// as one program; each trial's draws come from its own seed, so neighbours never change a result.
/// </summary>
public interface ITrialTrainer
{
    /// <summary>Trains all of the trials and reports on each as it goes.</summary>
    /// <param name="leases">The trials.</param>
    /// <param name="reports">Where reports go; called on the training thread.</param>
    /// <param name="cancellation">Ends training within a step or two; trials not reported ended are to be given back.</param>
    /// <exception cref="OperationCanceledException">Training was cancelled.</exception>
    void Train(IReadOnlyList<TrialLease> leases, ITrialReports reports, CancellationToken cancellation);
}
