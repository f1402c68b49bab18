using ActorSearch.Reporting.SingleTrial;

namespace ActorSearch.Cli.Inputs;

/// <summary>Finds one trial among stored studies.</summary>
internal static class StoredTrials
{
    /// <summary>The trial whose identity begins with some digits.</summary>
    /// <param name="opened">Where to look.</param>
    /// <param name="study">The only study to look in; null for all.</param>
    /// <param name="prefix">The digits.</param>
    /// <exception cref="InputException">There is no such trial, or several.</exception>
    public static async Task<TrialReport> FindAsync(OpenedStudies opened, string? study, string prefix)
    {
        var (ledger, store, _) = opened;
        IReadOnlyList<string> names = study is null
            ? await ledger.StudiesAsync(CancellationToken.None).ConfigureAwait(false)
            : [await StoredStudies.ChooseAsync(ledger, store, study, TextWriter.Null).ConfigureAwait(false)];
        var lookups = new List<TrialLookup>();
        foreach (var name in names)
        {
            lookups.Add(await TrialReport.FindAsync(ledger.ReadAsync(name, CancellationToken.None), prefix).ConfigureAwait(false));
        }

        return TrialLookup.Combine(prefix, lookups) switch
        {
            TrialLookup.Found found => found.Report,
            TrialLookup.Ambiguous several => throw new InputException($"{store}: {several.Message}"),
            TrialLookup.None none => throw new InputException($"{store}: {none.Message}"),
            var other => throw new InvalidOperationException($"unknown look-up {other}"),
        };
    }
}
