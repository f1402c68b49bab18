using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Ports;
using ActorSearch.Reporting.Mlflow;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Output;

/// <summary><c>actorsearch report --mlflow</c>: makes MLflow's file store of a study.</summary>
internal static class MlflowExport
{
    /// <summary>The folder that was asked for; null where none was.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="mlflow">The option.</param>
    /// <param name="others">Options that go with a report alone.</param>
    /// <exception cref="InputException">One of these was given beside it, or a file is in the way.</exception>
    public static string? FolderOf(ParseResult parsed, Option<string?> mlflow, IEnumerable<Option> others)
    {
        if (parsed.GetValue(mlflow) is not { } name)
        {
            return null;
        }

        var folder = FolderName.Resolve(mlflow.Name, name, "MLflow's files need");
        return others.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } other
            ? throw new InputException($"{mlflow.Name} writes MLflow's files in place of a report; it takes no {other.Name}")
            : folder;
    }

    /// <summary>Writes a study, and says where it lies.</summary>
    /// <exception cref="InputException">Files cannot be written.</exception>
    /// <exception cref="LedgerException">The store cannot be read.</exception>
    public static async Task WriteAsync(ILedger ledger, string folder, string study, Terminal terminal)
    {
        var files = new StudyMlflowFiles();
        await foreach (var happened in ledger.ReadAsync(study, CancellationToken.None).ConfigureAwait(false))
        {
            files.Add(happened);
        }

        try
        {
            var experiment = files.Write(folder);
            await terminal.Out.WriteLineAsync(
                $"{SafeText.OneLine(study)}: {Figures.Counted(files.Trials, "run")} in {experiment}; look at them with: MLFLOW_ALLOW_FILE_STORE=true mlflow ui --backend-store-uri {ShellWord.Quote(folder)}").ConfigureAwait(false);
        }
        catch (MlflowFilesException exception)
        {
            throw new InputException($"--mlflow: {exception.Message}");
        }
    }
}
