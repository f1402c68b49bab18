using System.Diagnostics;

namespace ActorSearch.Faults.Processes;

/// <summary>A running process of a cluster. What it writes is kept, and goes into a log.</summary>
internal sealed class Member : IAsyncDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly Task _reading;
    private readonly TextWriter _log;

    /// <summary>Starts it.</summary>
    /// <param name="name">What it is called in messages, and its log.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">The working directory, where the log goes too.</param>
    public Member(string name, IReadOnlyList<string> command, string folder)
    {
        Name = name;
        LogPath = Path.Combine(folder, name + ".log");
        _log = TextWriter.Synchronized(new StreamWriter(
            new FileStream(LogPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite)) { AutoFlush = true });
        _process = Launcher.Start(command, folder);
        Id = _process.Id;
        _log.WriteLine($"-- {DateTimeOffset.UtcNow:O} process {Id}: {string.Join(' ', command)}");
        _reading = Task.WhenAll(ReadAsync(_process.StandardOutput), ReadAsync(_process.StandardError));
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Its number.</summary>
    public int Id { get; }

    /// <summary>All that it and its predecessors of the same name wrote.</summary>
    public string LogPath { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>What it wrote so far, from both streams.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lines)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Waits for a line that holds some text, in any case.</summary>
    /// <exception cref="Breach">It did not come, or the process ended before.</exception>
    public async Task<string> LineAsync(string text, TimeSpan deadline)
    {
        string? found = null;
        await Wait.UntilAsync(
            $"a line of {Name} with '{text}' ({LogPath})",
            () =>
            {
                var isOver = HasExited && _reading.IsCompleted;
                found = Lines.FirstOrDefault(l => l.Contains(text, StringComparison.OrdinalIgnoreCase));
                Breach.Require(found is not null || !isOver, $"{Name} ended without a line with '{text}': {LogPath}");
                return found is not null;
            },
            deadline);
        return found!;
    }

    /// <summary>Sends it alone a signal.</summary>
    public void Send(Signal signal) => Signals.Send(Id, signal);

    /// <summary>Sends a signal to it and to all processes below it.</summary>
    public void SendToAll(Signal signal)
    {
        foreach (var process in (int[])[Id, .. ProcessTree.DescendantsOf(Id)])
        {
            Signals.Send(process, signal);
        }
    }

    /// <summary>Kills it, and it alone; the processes below it must find out by themselves.</summary>
    /// <exception cref="Breach">A process that it had started outlives it.</exception>
    public async Task KillAsync()
    {
        var below = ProcessTree.DescendantsOf(Id);
        Send(Signal.Kill);
        await _process.WaitForExitAsync();
        await Wait.UntilAsync(
            $"the end of the processes {string.Join(", ", below)} of {Name}, which was killed ({LogPath})",
            () => !below.Any(ProcessTree.IsAlive),
            TimeSpan.FromSeconds(60));
    }

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>Its exit status.</returns>
    /// <exception cref="Breach">It did not end within the deadline.</exception>
    public async Task<int> StopAsync(TimeSpan deadline)
    {
        Send(Signal.Terminate);
        await Wait.UntilAsync($"the end of {Name} after it was asked to ({LogPath})", () => HasExited, deadline);
        return _process.ExitCode;
    }

    /// <summary>Its exit status; it must have ended.</summary>
    public int Status => _process.ExitCode;

    public async ValueTask DisposeAsync()
    {
        SendToAll(Signal.Kill);
        await _process.WaitForExitAsync();
        await _reading.WaitAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _log.DisposeAsync();
        _process.Dispose();
    }

    private async Task ReadAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            lock (_lines)
            {
                _lines.Add(line);
            }

            await _log.WriteLineAsync(line);
        }
    }
}
