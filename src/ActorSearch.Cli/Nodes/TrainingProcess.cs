using System.Collections.Concurrent;
using System.Diagnostics;
using ActorSearch.Coordination.Nodes;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Cli.Nodes;

/// <summary>
/// A training process of this machine: messages on its standard input and output, its standard error in the node's log.
/// It ends by itself when its input does, and is killed where it does not.
/// </summary>
internal sealed class TrainingProcess : ITrainingProcess
{
    /// <summary>How long a process may take to end by itself.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <summary>Messages that wait to be taken before the process is held back.</summary>
    private const int MaxWaiting = 1024;

    private readonly Process _process;
    private readonly BlockingCollection<WireMessage> _messages = new(MaxWaiting);
    private readonly LastLines _error;
    private readonly Action<string> _onGarbage;
    private readonly Thread _outputReader;
    private readonly Thread _errorReader;
    private Task _sending = Task.CompletedTask;
    private volatile bool _isDisposed;

    private TrainingProcess(Process process, Action<string> onLine, Action<string> onGarbage)
    {
        _process = process;
        _error = new LastLines(onLine);
        _onGarbage = onGarbage;
        _outputReader = Begin(ReadOutput, "output");
        _errorReader = Begin(ReadError, "errors");
    }

    /// <summary>The process's number.</summary>
    public int Id => _process.Id;

    /// <summary>Starts a process. It ends when the calling thread does, on Linux.</summary>
    /// <param name="start">What to start.</param>
    /// <param name="onLine">Hears each line of its standard error. Called on a thread of its own.</param>
    /// <param name="onGarbage">Hears why something on its standard output was no message. Called on a thread of its own.</param>
    /// <exception cref="TrainingFailedException">It cannot be started.</exception>
    public static TrainingProcess Start(ProcessStartInfo start, Action<string> onLine, Action<string> onGarbage)
    {
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            return new TrainingProcess(Process.Start(start)!, onLine, onGarbage);
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException)
        {
            throw new TrainingFailedException($"a training process cannot be started: {exception.Message}");
        }
    }

    /// <inheritdoc />
    public void Send(WireMessage message)
    {
        // A process that is stopped reads nothing: it must not hold up whoever wants to end it.
        var line = WireFrame.Line(message);
        _sending = _sending.ContinueWith(_ => Write(line), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <inheritdoc />
    public WireMessage? Receive(TimeSpan patience, CancellationToken cancellation)
    {
        if (_messages.TryTake(out var message, (int)patience.TotalMilliseconds, cancellation))
        {
            return message;
        }

        if (!_messages.IsCompleted && !_process.HasExited)
        {
            return null;
        }

        // What it said before it ended counts. A process of its own that it left behind may keep the pipes open.
        if (!_process.WaitForExit(Grace))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _outputReader.Join(Grace);
        _errorReader.Join(Grace);
        return _messages.TryTake(out message)
            ? message
            : throw new TrainingFailedException(ProcessEnd.Describe(_process.ExitCode, _error.Lines));
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _sending.ContinueWith(_ => CloseInput(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        if (!_process.WaitForExit(Grace))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _outputReader.Join(Grace);
        _errorReader.Join(Grace);
        _process.Dispose();
    }

    private static Thread Begin(Action run, string what)
    {
        var thread = new Thread(() => run()) { Name = $"training process {what}", IsBackground = true };
        thread.Start();
        return thread;
    }

    private void Write(byte[] line)
    {
        try
        {
            _process.StandardInput.BaseStream.Write(line);
            _process.StandardInput.BaseStream.Flush();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // It has ended; whoever listens to it learns how.
        }
    }

    private void CloseInput()
    {
        try
        {
            _process.StandardInput.Dispose();
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            // It has ended.
        }
    }

    private void ReadOutput()
    {
        try
        {
            var reader = new WireFrameReader(_process.StandardOutput.BaseStream);
            while (Next(reader) is { } message)
            {
                // Nobody takes what a process that was given up says; it is read so that the process is not held back.
                while (!_isDisposed && !_messages.TryAdd(message, (int)Grace.TotalMilliseconds))
                {
                }
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The end of a process is noticed by its exit.
        }
        finally
        {
            _messages.CompleteAdding();
        }
    }

    private WireMessage? Next(WireFrameReader reader)
    {
        while (true)
        {
            try
            {
                return reader.Read();
            }
            catch (WireException exception)
            {
                _onGarbage(exception.Message);
            }
        }
    }

    private void ReadError()
    {
        try
        {
            var piece = new char[4096];
            for (var length = 1; length > 0;)
            {
                length = _process.StandardError.Read(piece);
                _error.Add(piece.AsSpan(0, length));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // As above.
        }
        finally
        {
            _error.End();
        }
    }
}
