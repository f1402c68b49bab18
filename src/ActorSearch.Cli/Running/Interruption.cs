using System.Runtime.InteropServices;

namespace ActorSearch.Cli.Running;

/// <summary>
/// Listens for Ctrl-C and for being asked to end. The first signal asks the run to end in good order, the second ends
/// the process at once: the ledger is made for that.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly List<PosixSignalRegistration> _registrations;
    private readonly Action<string> _onFirst;
    private int _count;

    /// <summary>Begins to listen.</summary>
    /// <param name="onFirst">Hears the name of the first signal, before the token is cancelled.</param>
    public Interruption(Action<string> onFirst)
    {
        _onFirst = onFirst;
        _registrations = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }
            .Select(signal => PosixSignalRegistration.Create(signal, Handle))];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Stops listening.</summary>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _cancellation.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _count) == 1)
        {
            _onFirst(context.Signal.ToString());

            // Whoever waits for the token goes on elsewhere: a second signal must find this thread free.
            _ = Task.Run(_cancellation.Cancel);
        }
        else
        {
            EndAtOnce();
        }
    }

    private static void EndAtOnce()
    {
        if (!Console.IsOutputRedirected)
        {
            // The live display hides the cursor.
            Console.Out.Write("\u001b[?25h\n");
        }

        NativeProcess.ExitAtOnce(ExitStatus.Interrupted);
    }
}
