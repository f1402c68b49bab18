using System.Globalization;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Reporting.Answers;

/// <summary>Says a study's answer in plain words.</summary>
internal static class AnswerSentence
{
    /// <summary>
    /// The best configuration in its varied values, its mean with the interval, its test accuracy, and how many others
    /// cannot be told apart from it.
    /// </summary>
    public static string Of(StudyReport report, PointRow best)
    {
        var metric = report.Definition.Objective.MetricName;
        var counted = best.Counted.Count();
        var seeds = report.HasReplicates ? $" over {Figures.Counted(counted, "seed")}" : string.Empty;
        var interval = best.Interval is { } i
            ? $" ({Level(report)} interval {Figures.Metric(i.Low)} to {Figures.Metric(i.High)})"
            : string.Empty;
        var test = best.MeanTestAccuracy() is { } accuracy ? $", test accuracy {Figures.Metric(accuracy)}" : string.Empty;
        var mean = counted > 1 ? "mean " : string.Empty;
        return $"{Subject(report, best)}: {mean}{metric} {Figures.Metric(best.Mean)}{seeds}{interval}{test}.{Others(report, best)}";
    }

    /// <summary>What there is to say where no trial is ranked.</summary>
    public static string WithoutRanking(StudyReport report, bool includeTimes)
    {
        var ended = report.Counts.Ended;
        var total = report.Counts.Total;
        return (total, ended) switch
        {
            (0, _) => "The study has no trials.",
            (_, 0) => $"There is no best configuration yet: none of {Figures.Counted(total, "trial")} has ended.",
            _ when report.IsComplete => $"There is no best configuration: none of {Figures.Counted(total, "trial")} is ranked ({OutcomeTexts.Unranked(report, includeTimes)}).",
            _ => $"There is no best configuration so far: {Figures.Count(ended)} of {Figures.Counted(total, "trial")} have ended and none is ranked ({OutcomeTexts.Unranked(report, includeTimes)}).",
        };
    }

    /// <summary>A configuration by the values that set it apart; empty where nothing varies.</summary>
    public static string ValuesOf(StudyReport report, PointRow point) => string.Join(
        ", ",
        ConfigTexts.ValuesOf(point.Config, report.VariedNames).Select(SafeText.OneLine));

    private static string Subject(StudyReport report, PointRow best)
    {
        var soFar = report.IsComplete
            ? string.Empty
            : $"So far, with {Figures.Count(report.Counts.Ended)} of {Figures.Counted(report.Counts.Total, "trial")}, ";
        var values = ValuesOf(report, best);
        return (report.Points.Length, soFar.Length) switch
        {
            (1, 0) => "The one configuration",
            (1, _) => $"{soFar}the one configuration",
            (_, 0) => $"The best configuration is {values}",
            _ => $"{soFar}the best configuration is {values}",
        };
    }

    private static string Others(StudyReport report, PointRow best)
    {
        // Points with a seed that diverged stand below by rule, and are not compared.
        var compared = report.Confidence.Comparisons;
        if (report.Confidence.Method == ConfidenceMethod.None || compared < 1)
        {
            return string.Empty;
        }

        var all = compared == report.Points.Count(p => p.Rank is not null) - 1 ? "others" : "others compared with it";
        return report.Points.Count(p => p.IsAmongBest && !ReferenceEquals(p, best)) switch
        {
            0 => $" It can be told apart from all {all}.",
            1 when compared == 1 => " One other cannot be told apart from it.",
            var n when n == compared => $" None of the {Figures.Count(n)} {all} can be told apart from it.",
            var n => $" {Figures.Count(n)} of the {Figures.Count(compared)} {all} cannot be told apart from it.",
        };
    }

    private static string Level(StudyReport report) =>
        (100 * report.Confidence.Level).ToString("0.##", CultureInfo.InvariantCulture) + " %";
}
