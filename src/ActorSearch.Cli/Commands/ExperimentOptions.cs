using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Experiments;

namespace ActorSearch.Cli.Commands;

/// <summary>The argument and the options that name an experiment.</summary>
internal sealed class ExperimentOptions
{
    private readonly Argument<string> _spec = new("SPEC") { Description = "The experiment file (YAML)." };

    private readonly Option<bool> _small = new("--small") { Description = "The size that ends within minutes: what the file's section 'small' says." };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Change a key of the file, such as training.epochs=2; may stand several times.",
        HelpName = "KEY=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The folder that holds the images, in place of the file's dataset.path.",
        HelpName = "FOLDER",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_spec);
        command.Add(_small);
        command.Add(_set);
        command.Add(_data);
    }

    /// <summary>What was given.</summary>
    public ExperimentChoice Read(ParseResult parsed) => new(
        parsed.GetRequiredValue(_spec),
        new CommandLineOverrides(parsed.GetValue(_small), parsed.GetValue(_data), [.. parsed.GetValue(_set) ?? []]));
}
