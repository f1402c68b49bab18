using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Core.Ports;
using ActorSearch.Reporting.TensorBoard;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch report</c>.</summary>
internal static class ReportCommand
{
    public static Command Make(Terminal terminal)
    {
        var source = new StudySource();
        var study = CommonOptions.Study();
        var top = new Option<string?>("--top") { Description = "Show at most so many trials [default: all]", HelpName = "N" };
        var format = new Option<string?>("--format") { Description = $"The form: {ReportForms.Names} [default: table]", HelpName = "FORMAT" };
        var curves = new Option<bool>("--curves") { Description = "What was measured along the way, as csv or jsonl: a line an epoch, or a measurement within one." };
        var output = new Option<string?>("--output") { Description = "Write to a file, replaced as a whole, instead of standard output.", HelpName = "FILE" };
        var noTimes = new Option<bool>("--no-times")
        {
            Description = "Leave out what may differ between two runs of a study: times, attempts.",
        };
        var tensorBoard = CommonOptions.TensorBoard();
        var mlflow = CommonOptions.Mlflow();
        var comparison = new ComparisonRequest(source);
        var verbose = CommonOptions.Verbose();
        var command = new Command("report", "The ranked report of a study.") { study, top, format, curves, output, noTimes, tensorBoard, mlflow, verbose };
        source.AddTo(command);
        comparison.AddTo(command);
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), async () =>
        {
            var form = parsed.GetValue(format);
            var most = parsed.GetValue(top) is { } text ? WholeNumber.Parse("--top", text, 1, int.MaxValue) : (int?)null;
            var file = parsed.GetValue(output) is { } path ? new OutputFile(path) : null;
            var options = new ReportOptions(most, !parsed.GetValue(noTimes), file is null ? terminal.Width : null);
            var asCurves = parsed.GetValue(curves);
            if (comparison.IsAsked(parsed, [study, curves, tensorBoard, mlflow]))
            {
                Send(await comparison.ReadAsync(parsed, form, options).ConfigureAwait(false));
                return ExitStatus.Complete;
            }

            var folder = parsed.GetValue(tensorBoard) is { } name ? FolderName.Resolve("--tensorboard", name, "event files need") : null;
            var mlflowFolder = MlflowExport.FolderOf(parsed, mlflow, [tensorBoard, curves, format, top, output, noTimes]);
            Option[] forms = [curves, format, top, output, noTimes];
            var given = forms.Where(o => parsed.GetResult(o) is { Implicit: false }).Select(o => o.Name).ToArray();
            ReportForms.Check(form, asCurves, given, isTerminal: file is null && terminal.IsInteractive);
            if (folder is not null && given is [var other, ..])
            {
                throw new InputException($"--tensorboard writes event files in place of a report; it takes no {other}");
            }

            var opened = source.Open(parsed);
            await using (opened.ConfigureAwait(false))
            {
                var (ledger, storeName, _) = opened;
                var studyName = await StoredStudies.ChooseAsync(ledger, storeName, parsed.GetValue(study), terminal.Error).ConfigureAwait(false);
                if (mlflowFolder is not null)
                {
                    await MlflowExport.WriteAsync(ledger, mlflowFolder, studyName, terminal).ConfigureAwait(false);
                    return ExitStatus.Complete;
                }

                if (folder is not null)
                {
                    await ExportAsync(ledger, folder, studyName, terminal).ConfigureAwait(false);
                    return ExitStatus.Complete;
                }

                Send(await ReportForms.ReadAsync(ledger, studyName, form, asCurves, options).ConfigureAwait(false));
            }

            return ExitStatus.Complete;

            void Send(Action<Stream> write)
            {
                if (file is not null)
                {
                    file.Write(write);
                }
                else
                {
                    using var stream = terminal.OpenOut();
                    write(stream);
                }
            }
        }));
        return command;
    }

    private static async Task ExportAsync(ILedger ledger, string folder, string study, Terminal terminal)
    {
        try
        {
            var files = await EventFilesExport.ReadAsync(ledger, folder, study).ConfigureAwait(false);
            files.Settle();
            await terminal.Out.WriteLineAsync(
                $"{SafeText.OneLine(study)}: curves of {Figures.Counted(files.Trials, "trial")} in {files.Folder}; look at them with: tensorboard --logdir {ShellWord.Quote(files.Folder)}").ConfigureAwait(false);
        }
        catch (EventFilesException exception)
        {
            throw new InputException($"--tensorboard: {exception.Message}");
        }
    }
}
