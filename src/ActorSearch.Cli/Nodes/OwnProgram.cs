using System.Diagnostics;

namespace ActorSearch.Cli.Nodes;

/// <summary>This very program, to be started once more with other arguments.</summary>
/// <param name="File">What to start.</param>
/// <param name="Arguments">What comes before the arguments of the command.</param>
internal sealed record OwnProgram(string File, params string[] Arguments)
{
    /// <summary>The program of this process: itself, or, where <c>dotnet</c> runs its library, that.</summary>
    public static OwnProgram OfProcess()
    {
        var file = Environment.ProcessPath ?? throw new InvalidOperationException("the operating system does not tell what this process runs");
        return Path.GetFileNameWithoutExtension(file) == "dotnet"
            ? new OwnProgram(file, typeof(OwnProgram).Assembly.Location)
            : new OwnProgram(file);
    }

    /// <summary>How to start it.</summary>
    public ProcessStartInfo Start(params IEnumerable<string> arguments) => new(File, [.. Arguments, .. arguments]);
}
