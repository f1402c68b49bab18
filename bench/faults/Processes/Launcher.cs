using System.Collections.Concurrent;
using System.Diagnostics;

namespace ActorSearch.Faults.Processes;

/// <summary>
/// Starts processes that die with this one, however it ends. The kernel kills a child when the thread that started it
/// ends, so one thread that lives as long as this process starts them all.
/// </summary>
internal static class Launcher
{
    private static readonly BlockingCollection<Action> Orders = StartThread();
    private static readonly string? SetPriv = Find("setpriv");

    /// <summary>Starts a program with its streams redirected.</summary>
    /// <param name="command">The program and its arguments.</param>
    /// <param name="folder">The working directory.</param>
    /// <param name="isTied">Whether it is killed when this process ends; one that is not must end with its standard input.</param>
    public static Process Start(IReadOnlyList<string> command, string folder, bool isTied = true)
    {
        IReadOnlyList<string> tied = SetPriv is null || !isTied ? command : [SetPriv, "--pdeathsig", "KILL", .. command];
        var start = new ProcessStartInfo(tied[0], tied.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var inherited in (string[])["ACTORSEARCH_COORDINATOR", "ACTORSEARCH_TOKEN", "ACTORSEARCH_CA_FILE"])
        {
            start.Environment.Remove(inherited);
        }

        var started = new TaskCompletionSource<Process>();
        Orders.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(start)!);
            }
#pragma warning disable CA1031 // It is thrown again where somebody waits for it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                started.SetException(exception);
            }
        });
        return started.Task.GetAwaiter().GetResult();
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="Breach">It did not end within the deadline.</exception>
    public static async Task<Ended> RunAsync(IReadOnlyList<string> command, string folder, TimeSpan deadline)
    {
        using var process = Start(command, folder);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(deadline);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new Breach($"`{string.Join(' ', command)}` did not end within {deadline.TotalSeconds:F0} s");
        }

        return new Ended(string.Join(' ', command), process.ExitCode, await output, await error);
    }

    /// <summary>Where a program of the PATH is; null where it is not.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(':').Concat(["/usr/sbin", "/sbin"])
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static BlockingCollection<Action> StartThread()
    {
        var orders = new BlockingCollection<Action>();
        new Thread(() =>
        {
            foreach (var order in orders.GetConsumingEnumerable())
            {
                order();
            }
        })
        { IsBackground = true, Name = "launcher" }.Start();
        return orders;
    }
}

/// <summary>A program that has ended.</summary>
/// <param name="Command">What it was called with.</param>
/// <param name="Status">Its exit status.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record Ended(string Command, int Status, string Output, string Error)
{
    /// <summary>Makes sure that it went well.</summary>
    /// <exception cref="Breach">It did not; the message quotes it.</exception>
    public Ended Well()
    {
        Breach.Require(Status == 0, $"`{Command}` ended with {Status}: {(Error + Output).Trim()}");
        return this;
    }
}
