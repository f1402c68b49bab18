using System.Collections.Immutable;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.TensorBoard;

/// <summary>Names of folders and files, such as every file system takes.</summary>
internal static class RunNames
{
    /// <summary>Digits of the identity that begin a trial's folder.</summary>
    public const int IdLength = 12;

    /// <summary>Which files of a trial's folder are ours.</summary>
    public const string FilePattern = "events.out.tfevents.*.actorsearch";

    private const int MaxLength = 120;

    /// <summary>A study's folder.</summary>
    public static string OfStudy(string study) => Safe(study, MaxLength);

    /// <summary>A trial's folder: the first digits of its identity, and what sets it apart.</summary>
    public static string OfTrial(TrialPlan plan, ImmutableArray<string> variedNames)
    {
        var replicate = plan.Replicate > 0 ? FormattableString.Invariant($",replicate={plan.Replicate}") : string.Empty;
        var values = string.Join(',', ConfigTexts.ValuesOf(plan.Config, variedNames));
        var id = plan.Id.ToString()[..IdLength];
        return values.Length + replicate.Length == 0 ? id : $"{id}-{Safe(values, MaxLength)}{replicate}";
    }

    /// <summary>An attempt's file. TensorBoard reads the files of a folder in the order of their names.</summary>
    public static string OfAttempt(int attempt) => FormattableString.Invariant($"events.out.tfevents.{attempt:D6}.actorsearch");

    private static string Safe(string text, int length)
    {
        var safe = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '=' or ',' or '+' ? c : '_'));
        safe = safe.Length > length ? safe[..length] : safe;
        return safe.Trim('.') is { Length: > 0 } name ? name : "_";
    }
}
