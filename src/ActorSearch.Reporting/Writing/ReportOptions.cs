namespace ActorSearch.Reporting.Writing;

/// <summary>What of a report is written.</summary>
/// <param name="Top">
/// At most so many trials: of CSV and JSON, where those that are not ranked follow the ranked ones, in all; of each
/// table otherwise, where a ranking of points with several seeds has a row a point, as JSON's points have. Null writes all. Counts and main effects are always those of the whole study.
/// </param>
/// <param name="IncludeTimes">
/// Whether to write what may differ from one run of a study to the next: wall time, attempts, time stamps, and reasons that come
/// from the machine and not from the trial.
/// </param>
/// <param name="Width">Columns to keep a table to; null keeps every text whole.</param>
public sealed record ReportOptions(int? Top = null, bool IncludeTimes = true, int? Width = null)
{
    /// <summary>Everything.</summary>
    public static readonly ReportOptions Default = new();
}
