using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Coordination.Links;

/// <summary>
/// One question to the coordinator, one answer, over whatever network. It asks once; trying again, and in which order,
/// is <see cref="CoordinatorLink"/>'s.
/// </summary>
public interface ICoordinatorChannel : IAsyncDisposable
{
    /// <summary>The coordinator, as people call it: its address.</summary>
    string Coordinator { get; }

    /// <summary>Says a message to the coordinator.</summary>
    /// <param name="question">The message; <c>describe</c> among them.</param>
    /// <param name="patience">How long its answer may take.</param>
    /// <param name="cancellation">Gives up; whether the coordinator has heard it is then not known.</param>
    /// <returns>Its answer, neither <c>refused</c> nor <c>unavailable</c>.</returns>
    /// <exception cref="CoordinatorUnreachableException">There is no answer, or it takes nothing at present.</exception>
    /// <exception cref="CoordinatorRefusedException">It refused.</exception>
    /// <exception cref="WireException">The message is not within the bounds of the wire.</exception>
    Task<WireMessage> AskAsync(WireMessage question, TimeSpan patience, CancellationToken cancellation);
}
