using System.Collections.Immutable;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.SingleTrial;

/// <summary>What looking for a trial by the first digits of its identity came to.</summary>
public abstract record TrialLookup
{
    private const int MaxCandidatesNamed = 10;

    private TrialLookup()
    {
    }

    /// <summary>One trial begins so.</summary>
    public sealed record Found(TrialReport Report) : TrialLookup;

    /// <summary>No trial begins so.</summary>
    public sealed record None(string Prefix) : TrialLookup
    {
        /// <summary>What is wrong, for people.</summary>
        public string Message => Prefix.Length > 0 && Prefix.All(char.IsAsciiHexDigit)
            ? $"no trial's identity begins with '{Prefix}'"
            : $"'{SafeText.OneLine(Prefix)}' is no trial: expected the first hexadecimal digits of an identity, as the report's column 'trial' shows them";
    }

    /// <summary>Several trials begin so.</summary>
    public sealed record Ambiguous(string Prefix, ImmutableArray<TrialCandidate> Candidates) : TrialLookup
    {
        /// <summary>What is wrong, for people, with the first of the candidates.</summary>
        public string Message
        {
            get
            {
                var named = Candidates.Take(MaxCandidatesNamed).Select(c => $"  {c.Id} ({c.Outcome}, study {SafeText.OneLine(c.Study)})");
                var more = Candidates.Length - MaxCandidatesNamed;
                return string.Join(
                    '\n',
                    [
                        FormattableString.Invariant($"{Candidates.Length} trials begin with '{Prefix}'; more digits would tell them apart:"),
                        .. named,
                        .. more > 0 ? [FormattableString.Invariant($"  ... and {more} more")] : Array.Empty<string>(),
                    ]);
            }
        }
    }

    /// <summary>What the look-ups of one prefix in several studies come to together.</summary>
    public static TrialLookup Combine(string prefix, IEnumerable<TrialLookup> lookups)
    {
        var hits = lookups.Where(l => l is not None).ToArray();
        return hits switch
        {
            [] => new None(prefix),
            [var only] => only,
            _ => new Ambiguous(prefix, [.. hits.SelectMany(h => CandidatesOf(h))]),
        };
    }

    private static ImmutableArray<TrialCandidate> CandidatesOf(TrialLookup lookup) => lookup switch
    {
        Found { Report: var report } => [report.Candidate],
        Ambiguous several => several.Candidates,
        _ => [],
    };
}
