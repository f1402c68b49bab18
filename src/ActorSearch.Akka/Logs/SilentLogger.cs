using Akka.Event;

namespace ActorSearch.Akka.Logs;

/// <summary>
/// In place of the logger by which Akka writes to standard output as a system ends, whatever its level: what stands
/// there is the program's own.
/// </summary>
internal sealed class SilentLogger : MinimalLogger
{
    /// <inheritdoc />
    protected override void Log(object message)
    {
    }
}
