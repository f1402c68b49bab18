using Akka.Actor.Setup;
using Microsoft.Extensions.Logging;

namespace ActorSearch.Akka.Logs;

/// <summary>Hands the program's log to an actor system, whose logger is made by its name alone.</summary>
internal sealed class LogSetup(ILogger log) : Setup
{
    /// <summary>Where Akka's log goes.</summary>
    public ILogger Log { get; } = log;
}
