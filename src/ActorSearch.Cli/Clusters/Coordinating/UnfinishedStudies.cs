using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using Serilog;

namespace ActorSearch.Cli.Clusters.Coordinating;

/// <summary>What a coordinator goes on with when it begins.</summary>
internal static class UnfinishedStudies
{
    /// <summary>Takes over what is unfinished; of what is complete, the observer is told.</summary>
    /// <param name="ledger">The store.</param>
    /// <param name="lease">How long a worker may be silent.</param>
    /// <param name="observer">Told of every study.</param>
    /// <param name="log">The log.</param>
    /// <exception cref="LedgerException">The store fails.</exception>
    public static async Task<IReadOnlyList<HostedStudy>> TakeOverAsync(ILedger ledger, TimeSpan lease, ISearchObserver observer, ILogger log)
    {
        var hosted = new List<HostedStudy>();
        foreach (var name in await ledger.StudiesAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                await OpenAsync(name).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is StudyException || (exception is LedgerException and not LedgerFaultException))
            {
                // One study that is damaged, or that a newer version wrote, must not hold the others up.
                log.Warning("Study {Study} is left out: {Reason}", name, exception.Message);
            }
        }

        return hosted;

        async Task OpenAsync(string name)
        {
            var state = await StudyHosting.LoadAsync(ledger, name, CancellationToken.None).ConfigureAwait(false);
            if (state.AllEnded)
            {
                observer.Recorded(state, []);
            }
            else if (state.Definition is not null)
            {
                var (study, events) = await StudyHosting.OpenAsync(
                    ledger, name, before: null, new StudyCommand.Open(lease, WorkersAreGone: false), TimeProvider.System).ConfigureAwait(false);
                observer.Recorded(study.State, events);
                hosted.Add(study);
            }
        }
    }
}
