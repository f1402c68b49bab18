using System.Text.Json;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Effects;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Tests.Studies;

public sealed class ReplicatesReportTests
{
    private static readonly StudyReport Report = Make();

    [Fact]
    public void The_table_ranks_configurations_and_says_which_cannot_be_told_apart() => Assert.Equal(
        """
        sample: 6 trials, 4 completed, 1 collapsed, 1 diverged
        The best configuration is learning_rate=0.01, activation=relu: mean validation_accuracy 0.8125 over 2 seeds (95 % interval 0.7500 to 0.8750), test accuracy 0.7500. 1 of the 2 others cannot be told apart from it.

        So sure is that.

        Ranked by validation_accuracy (max) on glyphs, seed 7.

        Ranking of configurations
        rank  best  trial   validation_accuracy        interval   seeds  learning_rate  activation  parameters       macs  test_accuracy  test_loss  remark
        -------------------------------------------------------------------------------------------------------------------------------------------------------------------
           1  *     584126               0.8125  0.7500..0.8750       2  0.01           relu            20,490  1,031,744         0.7500     0.2500
           2  *     03a676               0.6250  0.5000..0.7500       2  0.1            relu            20,490  1,031,744         0.7500     0.2500  1 of 2 seeds collapsed
           3        eb7e91               0.9000               -  1 of 2  0.001          relu            20,490  1,031,744         0.7500     0.2500  1 of 2 seeds diverged

        * cannot be told apart from the best.

        """,
        Until("\nNot ranked", StudyReportWriter.ToText(Report, ReportFormat.Table, new ReportOptions(IncludeTimes: false))));

    [Fact]
    public void At_80_columns_no_line_is_longer_and_the_answer_is_wrapped()
    {
        var text = StudyReportWriter.ToText(Report, ReportFormat.Table, new ReportOptions(Width: 80));

        Assert.All(text.Split('\n'), l => Assert.InRange(l.Length, 0, 80));
        Assert.Contains("   1  *          0.8125  0.7500..0.8750       2  0.01       relu\n", text, StringComparison.Ordinal);
        Assert.StartsWith(
            """
            sample: 6 trials, 4 completed, 1 collapsed, 1 diverged
            The best configuration is learning_rate=0.01, activation=relu: mean
            validation_accuracy 0.8125 over 2 seeds (95 % interval 0.7500 to 0.8750), test
            accuracy 0.7500. 1 of the 2 others cannot be told apart from it.

            """,
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Interactions_follow_the_main_effects_with_their_best_pair_and_what_seeds_make_up() => Assert.Equal(
        """
        How much two dimensions matter together, beyond each alone
        dimensions                   share  best_pair    mean validation_accuracy  trials
        ---------------------------------------------------------------------------------
        learning_rate x activation  12.5 %  0.001, relu                    0.9000       1

        Between seeds of one configuration lie 3.0 % of the variance. What is left: 4.0 %. All are exact.

        """,
        StudyReportWriter.ToText(Report, ReportFormat.Table, ReportOptions.Default) is var text
            ? text[text.IndexOf("How much two", StringComparison.Ordinal)..]
            : string.Empty);

    [Fact]
    public void The_csv_gives_every_trial_its_point_s_figures()
    {
        var records = StudyReportWriter.ToText(Report, ReportFormat.Csv, ReportOptions.Default).Split("\r\n");

        Assert.StartsWith("rank,trial,replicate,outcome,metric,mean,interval_low,interval_high,best_group,", records[0], StringComparison.Ordinal);
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["0,completed,0.875"] = "0.8125,0.75,0.875,true",
            ["1,completed,0.75"] = "0.8125,0.75,0.875,true",
            ["0,collapsed,0.5"] = "0.625,0.5,0.75,true",
            ["1,completed,0.75 "] = "0.625,0.5,0.75,true",
            ["0,completed,0.9"] = "0.9,,,false",
            ["1,diverged,"] = "0.9,,,false",
        };
        Assert.Equal(
            expected.Select(e => $"{e.Key.TrimEnd()},{e.Value}").Order(StringComparer.Ordinal),
            records[1..^1].Select(r => string.Join(',', r.Split(',')[2..9])).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_json_has_points_confidence_and_interactions()
    {
        using var document = JsonDocument.Parse(StudyReportWriter.ToText(Report, ReportFormat.Json, ReportOptions.Default));
        var root = document.RootElement;

        var points = root.GetProperty("points").EnumerateArray().ToArray();
        Assert.Equal([1, 2, 3], points.Select(p => p.GetProperty("rank").GetInt32()));
        Assert.Equal([true, true, false], points.Select(p => p.GetProperty("best_group").GetBoolean()));
        Assert.Equal([2, 2, 1], points.Select(p => p.GetProperty("counted").GetInt32()));
        Assert.Equal([2, 2, 2], points.Select(p => p.GetProperty("trials").GetArrayLength()));
        Assert.Equal((0.75, 0.875), (points[0].GetProperty("interval").GetProperty("low").GetDouble(), points[0].GetProperty("interval").GetProperty("high").GetDouble()));
        Assert.Equal("1 of 2 seeds diverged", points[2].GetProperty("remark").GetString());
        Assert.Equal("bootstrap", root.GetProperty("confidence").GetProperty("method").GetString());
        Assert.Equal("So sure is that.", root.GetProperty("confidence").GetProperty("statement").GetString());
        var cells = root.GetProperty("interactions")[0].GetProperty("cells").EnumerateArray().ToArray();
        Assert.Equal(["[0.001,\"relu\"]", "[0.01,\"relu\"]", "[0.1,\"relu\"]"], cells.Select(c => c.GetProperty("levels").GetRawText().Replace("\n", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal)));
        Assert.Equal((0.03, 0.04, 6, 3), (
            root.GetProperty("seeds_share").GetDouble(), root.GetProperty("rest_share").GetDouble(),
            root.GetProperty("grid_points").GetInt32(), root.GetProperty("holes").GetInt32()));
        Assert.StartsWith("The best configuration is ", root.GetProperty("answer").GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_json_lines_give_every_trial_its_point_s_figures_as_the_csv_does()
    {
        var lines = StudyReportWriter.ToText(Report, ReportFormat.JsonLines, ReportOptions.Default).TrimEnd().Split('\n');
        var records = StudyReportWriter.ToText(Report, ReportFormat.Csv, ReportOptions.Default).Split("\r\n")[1..^1];

        Assert.Equal(
            records.Select(r => r.Split(',')).Select(r => string.Join(',', [r[0], r[1], .. r[4..9]])),
            lines.Select(line =>
            {
                using var document = JsonDocument.Parse(line);
                var trial = document.RootElement;
                var interval = trial.GetProperty("interval");
                JsonElement[] fields =
                [
                    trial.GetProperty("rank"), trial.GetProperty("trial"), trial.GetProperty("metric"), trial.GetProperty("mean"),
                    interval.ValueKind == JsonValueKind.Null ? interval : interval.GetProperty("low"),
                    interval.ValueKind == JsonValueKind.Null ? interval : interval.GetProperty("high"),
                    trial.GetProperty("best_group"),
                ];
                return string.Join(',', fields.Select(field => field.ValueKind == JsonValueKind.Null ? string.Empty : field.GetRawText().Trim('"')));
            }));
    }

    [Fact]
    public void One_seed_a_point_keeps_a_row_a_trial_with_its_interval()
    {
        var report = StudyReport.From(new SampleStudy("learning_rate: [0.1, 0.01]").Finish(0.5).Finish(0.75).Events);
        report = report with
        {
            Confidence = new Confidence(0.95, ConfidenceMethod.Binomial, 1, 0.1, string.Empty),
            Points = [.. report.Points.Select((p, i) => p with { Interval = new Interval(0.25, 0.875), IsAmongBest = i == 0 })],
        };

        var table = RankingTable.Of(report, ReportOptions.Default);

        Assert.Equal(["rank", "best", "trial", "outcome", "validation_accuracy", "interval", "learning_rate"], table.Columns.Take(7).Select(c => c.Header));
        Assert.Equal(
            ["1|*|584126|completed|0.7500|0.2500..0.8750|0.01", "2||03a676|completed|0.5000|0.2500..0.8750|0.1"],
            table.Rows.Select(r => string.Join('|', r.Take(7))));
    }

    [Fact]
    public void Markdown_shows_the_mark_as_text() => Assert.Contains(
        "| 1 | \\* | 584126 |", StudyReportWriter.ToText(Report, ReportFormat.Markdown, ReportOptions.Default), StringComparison.Ordinal);

    private static string Until(string end, string text) => text[..text.IndexOf(end, StringComparison.Ordinal)];

    /// <summary>Three points of two seeds; what the statistics say is made up.</summary>
    private static StudyReport Make()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01, 0.001], activation: [relu]", replicates: 2);
        study
            .Finish(SampleStudy.Completed(0.5) with { Outcome = TrialOutcome.Collapsed, Reason = "as the commonest class" })
            .Finish(0.875).Finish(0.9).Finish(0.75).Finish(0.75).Diverge("too fast");
        var report = StudyReport.From(study.Events);
        report = report with { VariedNames = ["learning_rate", "activation"], };
        var points = report.Points
            .Select(p => p with
            {
                Values = [p.Config.Get("learning_rate"), p.Config.Get("activation")],
                Trials = [.. p.Trials.Select(WithValues)],
            })
            .ToDictionary(p => p.Values[0]!.ToString());
        var mains = VarianceDecomposition.Of(
            ["learning_rate", "activation"],
            [.. points.Values.SelectMany(p => p.Trials).Select(t => new Observation(t.Values, t.Metric, t.Outcome))]).Mains;
        return report with
        {
            Points =
            [
                points["0.01"] with { Rank = 1, Interval = new Interval(0.75, 0.875), IsAmongBest = true, Remark = string.Empty },
                points["0.1"] with { Rank = 2, Interval = new Interval(0.5, 0.75), IsAmongBest = true, Remark = "1 of 2 seeds collapsed" },
                points["0.001"] with { Rank = 3, Interval = null, IsAmongBest = false, Remark = "1 of 2 seeds diverged" },
            ],
            Ranked = [.. report.Ranked.Select(WithValues)],
            Unranked = [.. report.Unranked.Select(WithValues)],
            Confidence = new Confidence(0.95, ConfidenceMethod.Bootstrap, 2, 0.01, "So sure is that."),
            Variance = new VarianceShares(
                mains,
                [new Interaction("learning_rate", "activation", 0.125, [new(0.9, 1, 1), new(0.8125, 2, 0), new(0.625, 2, 0)])],
                Seeds: 0.03, Rest: 0.04, Points: 6, Holes: 3, "All are exact."),
        };
    }

    private static TrialRow WithValues(TrialRow row) =>
        row with { Values = [row.Trial.Plan.Config.Get("learning_rate"), row.Trial.Plan.Config.Get("activation")] };
}
