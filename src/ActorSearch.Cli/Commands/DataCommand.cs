using System.CommandLine;
using System.Globalization;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Data;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch data list|verify|fetch</c>.</summary>
internal static class DataCommand
{
    private const string ImageFolderName = "image-folder";

    public static Command Make(Terminal terminal) => new("data", "The data sets that experiments can name.")
    {
        List(terminal), Verify(terminal), Fetch(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var verbose = CommonOptions.Verbose();
        var command = new Command("list", "Every data set, and whether it has to be fetched.") { verbose };
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), () =>
        {
            var width = DataSets.Known.Max(d => d.Name.Length);
            foreach (var info in DataSets.Known)
            {
                var what = info.Kind == DataSetKind.Folder
                    ? $"{info.Channels} channels"
                    : string.Create(CultureInfo.InvariantCulture, $"{info.Channels}x{info.Height}x{info.Width}, {info.ClassNames.Count} classes");
                terminal.Out.WriteLine($"{info.Name.PadRight(width)}  {what}: {info.Summary}");
            }

            return Task.FromResult(ExitStatus.Complete);
        }));
        return command;
    }

    private static Command Verify(Terminal terminal)
    {
        var name = Name();
        var path = new Option<string?>("--path") { Description = "A folder of your own instead of the cache.", HelpName = "FOLDER" };
        var verbose = CommonOptions.Verbose();
        var command = new Command("verify", "Check the files of a data set; changes and fetches nothing.") { name, path, verbose };
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), () =>
        {
            if (parsed.GetRequiredValue(name) == ImageFolderName && parsed.GetValue(path) is null)
            {
                throw new InputException($"--path: missing; {ImageFolderName} needs the folder that holds its images");
            }

            var check = DataSets.Verify(parsed.GetRequiredValue(name), parsed.GetValue(path), DataSources.Default());
            if (check.Folder is null)
            {
                terminal.Out.WriteLine($"{check.Name} is drawn by the program and has no files");
            }

            foreach (var file in check.Files)
            {
                // What is wrong with a file names the file itself.
                terminal.Out.WriteLine(file.Detail.StartsWith(file.Path, StringComparison.Ordinal)
                    ? $"bad  {file.Detail}"
                    : $"{(file.Sound ? "ok   " : "bad  ")}{file.Path}: {file.Detail}");
            }

            return check.Sound
                ? Task.FromResult(ExitStatus.Complete)
                : throw new InputException($"{check.Name}: cannot be used as it lies in {check.Folder}; {Remedy(check.Name, parsed.GetValue(path))}");
        }));
        return command;
    }

    private static string Remedy(string name, string? path) => (name, path) switch
    {
        (_, null) => $"'actorsearch data fetch {name}' fetches what is missing or damaged",
        (ImageFolderName, _) => "mend what is named above, or take it out of the folder",
        _ => "expected its four IDX files, plain or .gz",
    };

    private static Command Fetch(Terminal terminal)
    {
        var name = Name();
        var verbose = CommonOptions.Verbose();
        var command = new Command("fetch", "Fetch what is missing or damaged of a data set into the user's cache.") { name, verbose };
        command.SetAction((parsed, cancellation) => Guard.RunAsync(terminal, parsed.GetValue(verbose), async () =>
        {
            var folder = await DataSets.FetchAsync(
                parsed.GetRequiredValue(name), DataSources.Default(), new FetchNotes(terminal.Error), cancellation).ConfigureAwait(false);
            await terminal.Out.WriteLineAsync(folder).ConfigureAwait(false);
            return ExitStatus.Complete;
        }));
        return command;
    }

    private static Argument<string> Name() => new("NAME") { Description = "The data set's name." };
}
