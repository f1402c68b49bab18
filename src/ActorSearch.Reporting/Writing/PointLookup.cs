using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Writing;

/// <summary>Finds the point of a trial.</summary>
internal static class PointLookup
{
    /// <summary>The points of a report's trials.</summary>
    public static Dictionary<TrialId, PointRow> Of(StudyReport report) =>
        report.Points.SelectMany(p => p.Trials.Select(t => (t.Id, Point: p))).ToDictionary(p => p.Id, p => p.Point);

    /// <summary>Whether a point is in the best group; null where nothing tells, and for a point that is not ranked.</summary>
    public static bool? IsInBestGroup(this PointRow point, Confidence confidence) =>
        point.Rank is null || confidence.Method == ConfidenceMethod.None ? null : point.IsAmongBest;
}
