using System.Diagnostics;

namespace ActorSearch.Page.Tests.Live;

/// <summary>Runs the page's script outside of a browser, where the machine has node.</summary>
internal static class Node
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static bool IsThere { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, "node")));

    /// <summary>Runs a file of this project with an input, and returns what it says.</summary>
    public static string Run(string file, string input)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "ActorSearch.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException("the tests lie in no checkout");
        }

        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(root.FullName, "tests/ActorSearch.Page.Tests", file)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(Patience), "node did not end");
        Assert.True(process.ExitCode == 0, error.GetAwaiter().GetResult());
        return output.GetAwaiter().GetResult().Trim();
    }
}
