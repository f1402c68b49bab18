using ActorSearch.Core.Ports;
using ActorSearch.Reporting.TensorBoard;

namespace ActorSearch.Cli.Output;

/// <summary>Makes TensorBoard's event files of what a store holds.</summary>
internal static class EventFilesExport
{
    /// <summary>Takes in a study's events and writes the trials that have ended; the rest is written with <see cref="StudyEventFiles.Settle"/>.</summary>
    /// <param name="ledger">The store.</param>
    /// <param name="folder">The folder of all studies.</param>
    /// <param name="study">The study's name.</param>
    /// <exception cref="EventFilesException">Files cannot be written.</exception>
    /// <exception cref="LedgerException">The store cannot be read.</exception>
    public static async Task<StudyEventFiles> ReadAsync(ILedger ledger, string folder, string study)
    {
        var files = new StudyEventFiles(folder, study);
        await foreach (var happened in ledger.ReadAsync(study, CancellationToken.None).ConfigureAwait(false))
        {
            files.Add(happened);
            files.SaveEnded();
        }

        return files;
    }
}
