using System.Diagnostics;

namespace ActorSearch.Page.Tests.Browsers;

/// <summary>Runs a program to its end.</summary>
internal static class ToolProcess
{
    /// <summary>The status that stands for a program that did not end in time.</summary>
    public const int TimedOut = 124;

    public static async Task<(int Status, string Output, string Errors)> RunAsync(
        string program, IEnumerable<string> arguments, string folder, TimeSpan deadline, string input = "", params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(deadline);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            return (TimedOut, await output, $"did not end within {deadline.TotalSeconds} s\n{await errors}");
        }

        return (process.ExitCode, await output, await errors);
    }
}
