using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Stores;

/// <summary>One study of a store in a line.</summary>
/// <param name="Study">Its name.</param>
/// <param name="State"><c>complete</c>; <c>running</c> while a lease holds; otherwise <c>incomplete</c>.</param>
/// <param name="Counts">Number of trials by what became of them.</param>
/// <param name="Objective">What it looks for.</param>
/// <param name="Best">The first point of the ranking; null where none is ranked.</param>
/// <param name="StartedAt">Time of the first event.</param>
/// <param name="LastEventAt">Time of the latest event.</param>
public sealed record StudySummary(
    string Study,
    string State,
    OutcomeCounts Counts,
    Objective Objective,
    PointRow? Best,
    DateTimeOffset StartedAt,
    DateTimeOffset LastEventAt)
{
    /// <summary>The summary of a study's report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="now">The present time: a lease whose deadline has passed is no sign of life.</param>
    public static StudySummary Of(StudyReport report, DateTimeOffset now) => new(
        report.Definition.Name,
        report.IsComplete ? "complete" : report.LeasedUntil > now ? "running" : "incomplete",
        report.Counts,
        report.Definition.Objective,
        report.BestPoint,
        report.StartedAt,
        report.LastEventAt);
}
