using ActorSearch.Core.Experiments;

namespace ActorSearch.Cli.Inputs;

/// <summary>An experiment as a command line names it.</summary>
/// <param name="File">The experiment file.</param>
/// <param name="Changes">What the command line changes in it.</param>
internal sealed record ExperimentChoice(string File, CommandLineOverrides Changes)
{
    /// <summary>The words of a command that name the same experiment.</summary>
    public string Words => string.Join(
        ' ',
        [
            ShellWord.Quote(File),
            .. Changes.Small ? ["--small"] : Array.Empty<string>(),
            .. Changes.DataFolder is { } folder ? [$"--data {ShellWord.Quote(folder)}"] : Array.Empty<string>(),
            .. Changes.Settings.Select(s => $"--set {ShellWord.Quote(s)}"),
        ]);

    /// <summary>Reads and checks the experiment.</summary>
    /// <exception cref="InputException">There is no such file, or it is wrong, or an option is.</exception>
    public ExperimentSpec Read()
    {
        var (text, problems) = Changes.AppendTo(ExperimentFile.ReadText(File));
        return problems.IsEmpty ? ExperimentFile.Parse(text, File) : throw new InputException(problems);
    }
}
