using System.Collections.Concurrent;
using ActorSearch.Coordination.Nodes;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Coordination.Tests.Doubles;

/// <summary>A training process that answers each thing it is told as a test says.</summary>
internal sealed class ScriptedProcess(Func<WireMessage, IEnumerable<WireMessage>> answer) : ITrainingProcess
{
    private readonly BlockingCollection<WireMessage> _says = [];

    public List<WireMessage> Told { get; } = [];

    public bool IsDisposed { get; private set; }

    public void Send(WireMessage message)
    {
        Told.Add(message);
        foreach (var said in answer(message))
        {
            _says.Add(said);
        }
    }

    public WireMessage? Receive(TimeSpan patience, CancellationToken cancellation) =>
        _says.TryTake(out var message, (int)patience.TotalMilliseconds, cancellation) ? message
        : _says.IsCompleted ? throw new TrainingFailedException("it ended")
        : null;

    /// <summary>Lets it end once all that it said is heard.</summary>
    public void End() => _says.CompleteAdding();

    public void Dispose() => IsDisposed = true;
}
