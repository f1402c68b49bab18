using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Coordination.Nodes;

/// <summary>
/// A process that trains for a worker. It is told a study and answers <c>ready</c> or <c>unable</c>; then it is given
/// trials, says what comes of each, and is <c>idle</c> when it is through. To dispose of it ends it, whatever it does.
/// Not for several threads at a time.
/// </summary>
public interface ITrainingProcess : IDisposable
{
    /// <summary>Says something, without waiting until it is heard; lost where the process has ended.</summary>
    void Send(WireMessage message);

    /// <summary>The next thing that the process says; null where it says nothing for that long.</summary>
    /// <exception cref="TrainingFailedException">The process has ended; the message says how.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    WireMessage? Receive(TimeSpan patience, CancellationToken cancellation);
}
