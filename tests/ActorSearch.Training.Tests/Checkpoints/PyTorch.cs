using System.Diagnostics;

namespace ActorSearch.Training.Tests.Checkpoints;

/// <summary>The machine's Python with PyTorch, where there is one.</summary>
internal static class PyTorch
{
    private static readonly Lazy<string?> Interpreter = new(() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "python3"))
            .FirstOrDefault(python => File.Exists(python) && Start(python, "-c", "import torch; torch.load").Status == 0));

    /// <summary>The program that shows what a trained network answers.</summary>
    public static string Example => Path.Combine(AppContext.BaseDirectory, "examples", "pytorch", "answer.py");

    /// <summary>What a program prints; skips the test where there is no PyTorch.</summary>
    public static string[] Run(params string[] arguments)
    {
        Assert.SkipWhen(Interpreter.Value is null, "no python3 on the PATH has torch");
        var (status, output, error) = Start(Interpreter.Value, ["-B", .. arguments]);
        Assert.True(status == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>What a program that must fail says, in one line and without a trace; skips the test where there is no PyTorch.</summary>
    public static string Refusal(params string[] arguments)
    {
        Assert.SkipWhen(Interpreter.Value is null, "no python3 on the PATH has torch");
        var (status, _, error) = Start(Interpreter.Value, ["-B", .. arguments]);
        Assert.Equal(1, status);
        return Assert.Single(error.TrimEnd().Split('\n'));
    }

    private static (int Status, string Output, string Error) Start(string python, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
