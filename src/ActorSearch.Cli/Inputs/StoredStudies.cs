using ActorSearch.Core.Ports;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Inputs;

/// <summary>A store opened for reading, and the study that was asked for.</summary>
internal static class StoredStudies
{
    /// <summary>Opens a store that must exist.</summary>
    /// <param name="store">Its name.</param>
    /// <param name="option">The option that gave the name, for messages.</param>
    /// <exception cref="InputException">There is none of that name.</exception>
    /// <exception cref="LedgerException">It cannot be read.</exception>
    public static ILedger Open(string store, string option = "--store")
    {
        var name = StoreName.Parse(store, mustExist: true, option);
        return name.HasContent
            ? name.OpenForReading()
            : throw new InputException($"{store}: the store is empty; 'actorsearch run' fills one");
    }

    /// <summary>The study asked for, or the one that was begun last.</summary>
    /// <param name="ledger">The store.</param>
    /// <param name="store">The store's name, for messages.</param>
    /// <param name="asked">The name; null for the newest.</param>
    /// <param name="notes">Where it is said that there are others.</param>
    /// <exception cref="InputException">There is no such study.</exception>
    public static async Task<string> ChooseAsync(ILedger ledger, string store, string? asked, TextWriter notes)
    {
        var names = await ledger.StudiesAsync(CancellationToken.None).ConfigureAwait(false);
        if (names.IsEmpty)
        {
            throw new InputException($"{store}: the store holds no study; 'actorsearch run' begins one");
        }

        if (asked is null)
        {
            if (names.Length > 1)
            {
                await notes.WriteLineAsync(
                    $"the newest of {names.Length} studies; --study names another: {Listed(names[..^1])}").ConfigureAwait(false);
            }

            return names[^1];
        }

        return names.Contains(asked) ? asked : throw new InputException($"{store}: there is no study '{asked}'; the store holds {Listed(names)}");
    }

    private static string Listed(IReadOnlyList<string> names)
    {
        const int Shown = 8;
        var listed = string.Join(", ", names.Reverse().Take(Shown).Select(SafeText.OneLine));
        return names.Count > Shown ? $"{listed} and {names.Count - Shown} more ('actorsearch studies' lists them)" : listed;
    }
}
