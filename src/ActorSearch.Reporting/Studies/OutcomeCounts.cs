using System.Collections.Immutable;

namespace ActorSearch.Reporting.Studies;

/// <summary>Number of a study's trials by what became of them.</summary>
public sealed record OutcomeCounts(
    int Completed, int Collapsed, int Diverged, int Stopped, int Rejected, int Failed, int Running, int Waiting)
{
    /// <summary>All trials.</summary>
    public int Total => Ended + Running + Waiting;

    /// <summary>Trials that have their outcome.</summary>
    public int Ended => Completed + Collapsed + Diverged + Stopped + Rejected + Failed;

    /// <summary>The counts under their words, in the order in which people ask for them.</summary>
    public ImmutableArray<KeyValuePair<string, int>> ByWord =>
    [
        new("completed", Completed), new("collapsed", Collapsed), new("diverged", Diverged), new("stopped", Stopped),
        new("rejected", Rejected), new("failed", Failed), new("running", Running), new("waiting", Waiting),
    ];

    /// <summary>The counts under their words; whether a trial runs or waits is told apart only where times are shown.</summary>
    public ImmutableArray<KeyValuePair<string, int>> Shown(bool includeTimes) => includeTimes
        ? ByWord
        : [.. ByWord.Where(c => c.Key is not ("running" or "waiting")), new(OutcomeWords.Unfinished, Running + Waiting)];

    /// <summary>What there is any of, as <see cref="Shown"/> tells it apart.</summary>
    public string ToText(bool includeTimes) => TextOf(Shown(includeTimes));

    /// <summary>Counts words of <see cref="OutcomeWords"/>.</summary>
    public static OutcomeCounts Of(IEnumerable<string> words)
    {
        var counts = words.CountBy(w => w, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        return new OutcomeCounts(
            At("completed"), At("collapsed"), At("diverged"), At("stopped"), At("rejected"), At("failed"), At("running"), At("waiting"));

        int At(string word) => counts.GetValueOrDefault(word);
    }

    /// <summary>What there is any of: <c>70 completed, 2 diverged</c>.</summary>
    public override string ToString() => TextOf(ByWord);

    private static string TextOf(IEnumerable<KeyValuePair<string, int>> counts) =>
        string.Join(", ", counts.Where(c => c.Value > 0).Select(c => FormattableString.Invariant($"{c.Value} {c.Key}")));
}
