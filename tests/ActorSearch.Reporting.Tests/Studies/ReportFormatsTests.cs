using System.Globalization;
using System.Text.Json;
using ActorSearch.Core.Studies;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Text;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Tests.Studies;

public sealed class ReportFormatsTests
{
    private static readonly StudyReport Small = StudyReport.From(
        new SampleStudy("learning_rate: [0.1, 0.01], kernel_size: [3, 2]")
            .Finish(0.9125)
            .Diverge("the loss became NaN at epoch 1, step 3")
            .Events);

    /// <summary>The same where nothing is said of how far to trust it, nor of what dimensions do together.</summary>
    private static readonly StudyReport Plain = Small with
    {
        Confidence = new Confidence(0.95, ConfidenceMethod.None, 0, null, string.Empty),
        Points = [.. Small.Points.Select(p => p with { Interval = null, IsAmongBest = false, Remark = string.Empty })],
        Variance = Small.Variance with { Interactions = [], Seeds = null, Rest = null, Points = 0, Holes = 0, Statement = string.Empty },
    };

    [Fact]
    public void One_trial_is_not_counted_as_many() =>
        Assert.StartsWith(
            "sample: 1 trial, ",
            StudyReportWriter.ToText(StudyReport.From(new SampleStudy("learning_rate: [0.1]").Finish(0.9).Events), ReportFormat.Table, ReportOptions.Default),
            StringComparison.Ordinal);

    [Fact]
    public void The_table_holds_the_ranking_the_rest_and_the_main_effects() =>
        AssertText(
            """
            sample: 4 trials, 1 completed, 1 diverged, 2 rejected
            The best configuration is learning_rate=0.1, kernel_size=3: validation_accuracy 0.9125, test accuracy 0.7500.

            Ranked by validation_accuracy (max) on glyphs, seed 7.
            Begun 2026-01-02 03:04:00Z, complete 2026-01-02 03:04:50Z.

            Ranking
            rank  trial   outcome    validation_accuracy  learning_rate  kernel_size  parameters       macs  seconds  epoch_s  best_epoch  test_accuracy  test_loss
            -------------------------------------------------------------------------------------------------------------------------------------------------------
               1  03a676  completed               0.9125  0.1            3                20,490  1,031,744     12.5        -           1         0.7500     0.2500

            Not ranked
            outcome   trial   learning_rate  kernel_size  attempts  reason
            -----------------------------------------------------------------------------------------------------------
            diverged  584126  0.01           3                   1  the loss became NaN at epoch 1, step 3
            rejected  5c1a7e  0.1            2                   0  conv1: padding same needs an odd kernel_size, not 2
            rejected  a7b976  0.01           2                   0  conv1: padding same needs an odd kernel_size, not 2

            How much each dimension matters (share of the metric's variance)
            dimension      share  range  level  mean validation_accuracy  trials  not in the mean
            --------------------------------------------------------------------------------------------
            learning_rate      -      -  0.01                          -       0  1 diverged, 1 rejected
                                         0.1                      0.9125       1  1 rejected
            kernel_size        -      -  2                             -       0  2 rejected
                                         3                        0.9125       1  1 diverged

            """,
            StudyReportWriter.ToText(Plain, ReportFormat.Table, ReportOptions.Default));

    [Fact]
    public void A_narrow_table_cuts_the_widest_texts_keeps_numbers_whole_and_says_how_many_rows_are_left_out() =>
        AssertText(
            """
            Not ranked
                              learning_  kernel_
            outcome   trial   rate       size     reason
            ----------------------------------------------------------------------
            diverged  584126  0.01       3        the loss became NaN at epoch ...

            ... and 2 more.

            """,
            Section("Not ranked", StudyReportWriter.ToText(Plain, ReportFormat.Table, new ReportOptions(Top: 1, IncludeTimes: false, Width: 70))));

    [Fact]
    public void The_csv_has_one_record_a_trial_with_every_figure_in_full() =>
        AssertText(
            """
            rank,trial,replicate,outcome,metric,mean,interval_low,interval_high,best_group,learning_rate,kernel_size,parameters,multiply_accumulates,memory_bytes,epochs_trained,best_epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,test_accuracy,seconds,seconds_per_epoch,attempts,reason
            1,03a676f4cfc92096f26558874ea0c330,0,completed,0.9125,0.9125,,,,0.1,3,20490,1031744,23012512,1,1,0.5,0.8,0.08750000000000002,0.9125,0.25,0.75,12.5,,1,
            ,58412640e3c15938b38b7fd9572f1ac4,0,diverged,,,,,,0.01,3,20490,1031744,23012512,0,,,,,,,,0.5,,1,"the loss became NaN at epoch 1, step 3"
            ,5c1a7e5e27baa760e158a26ac6da0923,0,rejected,,,,,,0.1,2,0,0,0,,,,,,,,,,,0,"conv1: padding same needs an odd kernel_size, not 2"
            ,a7b976f829d15c28f9f934dd18895249,0,rejected,,,,,,0.01,2,0,0,0,,,,,,,,,,,0,"conv1: padding same needs an odd kernel_size, not 2"

            """.ReplaceLineEndings("\r\n"),
            StudyReportWriter.ToText(Plain, ReportFormat.Csv, ReportOptions.Default));

    [Fact]
    public void The_results_text_leaves_out_seconds_and_attempts() =>
        AssertText(
            """
            rank,trial,replicate,outcome,metric,mean,interval_low,interval_high,best_group,learning_rate,kernel_size,parameters,multiply_accumulates,memory_bytes,epochs_trained,best_epoch,train_loss,train_accuracy,validation_loss,validation_accuracy,test_loss,test_accuracy,reason
            1,03a676f4cfc92096f26558874ea0c330,0,completed,0.9125,0.9125,,,,0.1,3,20490,1031744,23012512,1,1,0.5,0.8,0.08750000000000002,0.9125,0.25,0.75,
            ,58412640e3c15938b38b7fd9572f1ac4,0,diverged,,,,,,0.01,3,20490,1031744,23012512,0,,,,,,,,"the loss became NaN at epoch 1, step 3"
            ,5c1a7e5e27baa760e158a26ac6da0923,0,rejected,,,,,,0.1,2,0,0,0,,,,,,,,,"conv1: padding same needs an odd kernel_size, not 2"
            ,a7b976f829d15c28f9f934dd18895249,0,rejected,,,,,,0.01,2,0,0,0,,,,,,,,,"conv1: padding same needs an odd kernel_size, not 2"

            """.ReplaceLineEndings("\r\n"),
            StudyReportWriter.ResultsText(Plain));

    [Fact]
    public void The_markdown_is_made_of_github_s_tables() =>
        AssertText(
            """
            # sample: 4 trials, 1 completed, 1 diverged, 2 rejected

            **The best configuration is learning_rate=0.1, kernel_size=3: validation_accuracy 0.9125, test accuracy 0.7500.**

            Ranked by validation_accuracy (max) on glyphs, seed 7.
            Begun 2026-01-02 03:04:00Z, complete 2026-01-02 03:04:50Z.

            ## Ranking

            | rank | trial | outcome | validation_accuracy | learning_rate | kernel_size | parameters | macs | seconds | epoch_s | best_epoch | test_accuracy | test_loss |
            | ---: | --- | --- | ---: | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            | 1 | 03a676 | completed | 0.9125 | 0.1 | 3 | 20,490 | 1,031,744 | 12.5 | - | 1 | 0.7500 | 0.2500 |

            ## Not ranked

            | outcome | trial | learning_rate | kernel_size | attempts | reason |
            | --- | --- | --- | --- | ---: | --- |
            | diverged | 584126 | 0.01 | 3 | 1 | the loss became NaN at epoch 1, step 3 |

            ... and 2 more.

            ## How much each dimension matters (share of the metric's variance)

            | dimension | share | range | level | mean validation_accuracy | trials | not in the mean |
            | --- | ---: | ---: | --- | ---: | ---: | --- |
            | learning_rate | - | - | 0.01 | - | 0 | 1 diverged, 1 rejected |
            |  |  |  | 0.1 | 0.9125 | 1 | 1 rejected |
            | kernel_size | - | - | 2 | - | 0 | 2 rejected |
            |  |  |  | 3 | 0.9125 | 1 | 1 diverged |

            """,
            StudyReportWriter.ToText(Plain, ReportFormat.Markdown, new ReportOptions(Top: 1)));

    [Fact]
    public void The_json_is_one_object_of_a_named_schema() =>
        AssertText(
            """
            {
              "schema": "actorsearch/report/1",
              "study": "sample",
              "seed": 7,
              "dataset": "glyphs",
              "data_fingerprint": "f00d",
              "objective": {
                "metric": "validation_accuracy",
                "mode": "max"
              },
              "complete": true,
              "started_at": "2026-01-02T03:04:00+00:00",
              "last_event_at": "2026-01-02T03:04:50+00:00",
              "events": 8,
              "counts": {
                "total": 4,
                "completed": 1,
                "collapsed": 0,
                "diverged": 1,
                "stopped": 0,
                "rejected": 2,
                "failed": 0,
                "running": 0,
                "waiting": 0
              },
              "varied": [
                "learning_rate",
                "kernel_size"
              ],
              "answer": {
                "sentence": "The best configuration is learning_rate=0.1, kernel_size=3: validation_accuracy 0.9125, test accuracy 0.7500.",
                "notes": []
              },
              "confidence": {
                "level": 0.95,
                "method": "none",
                "comparisons": 0,
                "noise": null,
                "statement": ""
              },
              "points": [
                {
                  "rank": 1,
                  "values": {
                    "learning_rate": 0.1,
                    "kernel_size": 3
                  },
                  "mean": 0.9125,
                  "interval": null,
                  "counted": 1,
                  "best_group": null,
                  "remark": "",
                  "trials": [
                    "03a676f4cfc92096f26558874ea0c330"
                  ]
                }
              ],
              "trials": [
                {
                  "rank": 1,
                  "trial": "03a676f4cfc92096f26558874ea0c330",
                  "replicate": 0,
                  "outcome": "completed",
                  "reason": "",
                  "metric": 0.9125,
                  "mean": 0.9125,
                  "interval": null,
                  "best_group": null,
                  "values": {
                    "learning_rate": 0.1,
                    "kernel_size": 3
                  },
                  "parameters": 20490,
                  "multiply_accumulates": 1031744,
                  "memory_bytes": 23012512,
                  "epochs_trained": 1,
                  "best": {
                    "epoch": 1,
                    "train_loss": 0.5,
                    "train_accuracy": 0.8,
                    "validation_loss": 0.08750000000000002,
                    "validation_accuracy": 0.9125,
                    "seconds": 1.5
                  },
                  "test_loss": 0.25,
                  "test_accuracy": 0.75,
                  "seconds": 12.5,
                  "attempts": 1
                }
              ],
              "effects": [
                {
                  "dimension": "learning_rate",
                  "share": null,
                  "range": null,
                  "levels": [
                    {
                      "level": 0.01,
                      "mean": null,
                      "counted": 0,
                      "missing": {
                        "diverged": 1,
                        "rejected": 1
                      }
                    },
                    {
                      "level": 0.1,
                      "mean": 0.9125,
                      "counted": 1,
                      "missing": {
                        "rejected": 1
                      }
                    }
                  ]
                }
              ],
              "interactions": [],
              "seeds_share": null,
              "rest_share": null,
              "grid_points": 0,
              "holes": 0
            }

            """,
            StudyReportWriter.ToText(Plain with { Variance = Plain.Variance with { Mains = Plain.Effects[..1] } }, ReportFormat.Json, new ReportOptions(Top: 1)));

    [Fact]
    public void A_figure_that_is_no_number_is_named_in_json()
    {
        var report = StudyReport.From(new SampleStudy("layers: [1]").Finish(double.NaN).Events);

        using var document = JsonDocument.Parse(StudyReportWriter.ToText(report, ReportFormat.Json, ReportOptions.Default));

        Assert.Equal("NaN", document.RootElement.GetProperty("trials")[0].GetProperty("metric").GetString());
    }

    [Theory]
    [InlineData("quote \" and 'apostrophe'")]
    [InlineData("a | pipe | or two")]
    [InlineData("line one\nline two\r\nline three\u2028four\u0085five")]
    [InlineData("\u001b[2J\u001b[31mred\u0007 bell\u009b31m")]
    [InlineData("back\bspace and \u007f delete \0 nul")]
    [InlineData("right \u202e to left \u2066 isolate")]
    [InlineData("emoji \U0001F469\u200D\U0001F52C and \u4f60\u597d")]
    [InlineData("=1+2\" ;=HYPERLINK(\"http://x\")")]
    [InlineData("<script>alert(1)</script> ![x](javascript:1) `code` *bold* a_b _c_ \\")]
    [InlineData("comma, semicolon; tab\tand more")]
    [InlineData("lone \ud800 surrogate")]
    public void A_hostile_reason_is_harmless_in_every_format(string reason)
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.2]").Finish(0.5).Fail(reason);
        var report = StudyReport.From(study.Events);

        var table = StudyReportWriter.ToText(report, ReportFormat.Table, ReportOptions.Default);
        var plain = StudyReport.From(new SampleStudy("learning_rate: [0.1, 0.2]").Finish(0.5).Fail("plain").Events);
        Assert.Equal(
            StudyReportWriter.ToText(plain, ReportFormat.Table, ReportOptions.Default).Count(c => c == '\n'), table.Count(c => c == '\n'));
        Assert.DoesNotContain(table.EnumerateRunes(), r => r.Value != '\n' && IsHarmful(r));

        var markdown = StudyReportWriter.ToText(report, ReportFormat.Markdown, ReportOptions.Default);
        var row = Assert.Single(markdown.Split('\n'), l => l.StartsWith("| failed", StringComparison.Ordinal));
        Assert.Equal(6, row.Replace("\\\\", string.Empty, StringComparison.Ordinal).Replace("\\|", string.Empty, StringComparison.Ordinal).Count(c => c == '|'));
        Assert.DoesNotContain('<', row);
        Assert.DoesNotContain("![", row, StringComparison.Ordinal);
        Assert.DoesNotContain(markdown.EnumerateRunes(), r => r.Value != '\n' && IsHarmful(r));

        var csv = StudyReportWriter.ToText(report, ReportFormat.Csv, ReportOptions.Default);
        var records = ReadCsv(csv);
        Assert.Equal(3, records.Count);
        Assert.All(records, r => Assert.Equal(records[0].Count, r.Count));
        Assert.DoesNotContain(csv.EnumerateRunes(), r => r.Value is not '\n' and not '\r' && IsHarmful(r));
        Assert.DoesNotContain(records[2][^1].Take(1), c => c is '=' or '+' or '-' or '@');

        var json = StudyReportWriter.ToText(report, ReportFormat.Json, ReportOptions.Default);
        Assert.DoesNotContain(json.EnumerateRunes(), r => r.Value != '\n' && IsHarmful(r));
        using var document = JsonDocument.Parse(json);
        Assert.Equal(
            reason.Replace('\ud800', '\ufffd'), document.RootElement.GetProperty("trials")[1].GetProperty("reason").GetString());

        // Where nothing is ranked the reason stands in the answer.
        var none = StudyReport.From(new SampleStudy("learning_rate: [0.1]").Fail(reason).Events);
        var answer = StudyReportWriter.ToText(none, ReportFormat.Markdown, ReportOptions.Default);
        Assert.Contains("The commonest reason, of 1 trial: ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain('<', answer);
        Assert.DoesNotContain("![", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(answer.EnumerateRunes(), r => r.Value != '\n' && IsHarmful(r));
        Assert.DoesNotContain(
            StudyReportWriter.ToText(none, ReportFormat.Table, ReportOptions.Default).EnumerateRunes(), r => r.Value != '\n' && IsHarmful(r));

        var lines = StudyReportWriter.ToText(report, ReportFormat.JsonLines, ReportOptions.Default);
        Assert.True(lines.All(c => c is '\n' or >= ' ' and <= '~'));
        using var line = JsonDocument.Parse(lines.Split('\n')[1]);
        Assert.Equal(reason.Replace('\ud800', '\ufffd'), line.RootElement.GetProperty("reason").GetString());
    }

    [Fact]
    public void Wide_characters_take_two_columns_and_are_never_halved()
    {
        Assert.Equal(4, Reporting.Text.DisplayWidth.Of("\u4f60\u597d"));
        Assert.Equal(2, Reporting.Text.DisplayWidth.Of("\U0001F469\u200D\U0001F52C"));
        Assert.Equal(1, Reporting.Text.DisplayWidth.Of("e\u0301"));
        Assert.Equal("\u4f60...", Reporting.Text.DisplayWidth.Cut("\u4f60\u597d\u4f60\u597d", 6));
        Assert.Equal("whole", Reporting.Text.DisplayWidth.Cut("whole", 5));
    }

    [Fact]
    public void No_culture_changes_a_report()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var own = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            own.NumberFormat.NumberDecimalSeparator = ",";
            own.NumberFormat.NumberGroupSeparator = " ";
            own.NumberFormat.NegativeSign = "~";
            var before = Enum.GetValues<ReportFormat>().Select(f => StudyReportWriter.ToText(Plain, f, ReportOptions.Default)).ToArray();
            CultureInfo.CurrentCulture = own;

            Assert.Equal(before, Enum.GetValues<ReportFormat>().Select(f => StudyReportWriter.ToText(Plain, f, ReportOptions.Default)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData(ReportFormat.Table)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.JsonLines)]
    [InlineData(ReportFormat.Markdown)]
    public void Without_times_two_runs_of_one_study_read_the_same_in_every_format(ReportFormat format)
    {
        static string Of(SampleStudy study, ReportFormat format) =>
            StudyReportWriter.ToText(StudyReport.From(study.Events), format, new ReportOptions(IncludeTimes: false));

        var smooth = new SampleStudy("layers: [1, 2, 3]", maxAttempts: 2).Finish(0.5);
        var rough = new SampleStudy("layers: [1, 2, 3]", maxAttempts: 2)
            .Fail("worker-1 lost its power")
            .Finish(SampleStudy.Completed(0.5) with { Seconds = 99, Best = SampleStudy.Epoch(0.5, seconds: 98) })
            .Fail("worker-2 lost its power");
        rough.Claim("worker-3");

        Assert.Equal(Of(smooth, format), Of(rough, format));
    }

    [Theory]
    [InlineData(ReportFormat.Table)]
    [InlineData(ReportFormat.Csv)]
    [InlineData(ReportFormat.Json)]
    [InlineData(ReportFormat.JsonLines)]
    [InlineData(ReportFormat.Markdown)]
    public void Without_times_a_failure_s_reason_is_left_out_since_it_may_name_a_worker(ReportFormat format)
    {
        var report = StudyReport.From(new SampleStudy("layers: [1]").Fail("worker-7 went silent").Events);

        Assert.Contains("worker-7", StudyReportWriter.ToText(report, format, ReportOptions.Default), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "worker-7", StudyReportWriter.ToText(report, format, new ReportOptions(IncludeTimes: false)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReportFormat.Csv, 3)]
    [InlineData(ReportFormat.Json, 2)]
    [InlineData(ReportFormat.JsonLines, 2)]
    public void Top_limits_the_trials_of_a_machine_s_format_in_all(ReportFormat format, int expected)
    {
        var text = StudyReportWriter.ToText(Plain, format, new ReportOptions(Top: 2));

        Assert.Equal(expected, format switch
        {
            ReportFormat.Csv => ReadCsv(text).Count,
            ReportFormat.Json => JsonDocument.Parse(text).RootElement.GetProperty("trials").GetArrayLength(),
            _ => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length,
        });
    }

    [Fact]
    public void The_time_of_an_epoch_is_the_median_of_the_attempt_that_came_to_the_result()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]", maxAttempts: 2);
        study.Do(new StudyCommand.Fail(study.Begin(SampleStudy.Epoch(0.5, seconds: 1000)).Plan.Id, 1, "out of memory"));
        study.End(
            study.Begin(SampleStudy.Epoch(0.5, 1, seconds: 60), SampleStudy.Epoch(0.5, 2, seconds: 2), SampleStudy.Epoch(0.5, 3, seconds: 4)),
            SampleStudy.Completed(0.5));
        study.End(study.Begin(SampleStudy.Epoch(0.25, 1, seconds: 0.25), SampleStudy.Epoch(0.25, 2, seconds: 0.5)), SampleStudy.Completed(0.25));
        var report = StudyReport.From(study.Events);

        Assert.Equal([4, 0.375], report.Ranked.Select(r => r.SecondsPerEpoch));
        var table = RankingTable.Of(report, ReportOptions.Default);
        var column = table.Columns.IndexOf(table.Columns.Single(c => c.Header == "epoch_s"));
        Assert.Equal(["4.00", "0.375"], table.Rows.Select(r => r[column]));
        Assert.Equal("4", ReadCsv(StudyReportWriter.ToText(report, ReportFormat.Csv, ReportOptions.Default))[1][^3]);
        using var json = JsonDocument.Parse(StudyReportWriter.ToText(report, ReportFormat.Json, ReportOptions.Default));
        Assert.Equal(0.375, json.RootElement.GetProperty("trials")[1].GetProperty("seconds_per_epoch").GetDouble());
    }

    [Fact]
    public void The_time_of_an_epoch_is_the_first_to_give_way()
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        study.End(study.Begin(SampleStudy.Epoch(0.5)), SampleStudy.Completed(0.5));

        var table = RankingTable.Of(StudyReport.From(study.Events), ReportOptions.Default);

        var hidden = Enumerable.Range(0, 200).Select(narrower => TextTableLayout.Within(table, 200 - narrower).Hidden).First(h => !h.IsEmpty);

        Assert.Equal(["epoch_s"], hidden);
    }

    private static string Section(string title, string text) =>
        text[text.IndexOf(title, StringComparison.Ordinal)..text.IndexOf("\nHow much", StringComparison.Ordinal)];

    private static bool IsHarmful(System.Text.Rune rune) =>
        System.Text.Rune.IsControl(rune) ? rune.Value != '\r' : rune.Value is 0x2028 or 0x2029 or >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069;

    private static void AssertText(string expected, string actual) => Assert.Equal(expected, actual);

    /// <summary>A reader of RFC 4180 by its grammar, independent of the writer.</summary>
    private static List<List<string>> ReadCsv(string text)
    {
        var records = new List<List<string>>();
        var at = 0;
        while (at < text.Length)
        {
            var record = new List<string>();
            while (true)
            {
                var field = string.Empty;
                if (text[at] == '"')
                {
                    for (at++; text[at] != '"' || text[at + 1] == '"'; at++)
                    {
                        at += text[at] == '"' ? 1 : 0;
                        field += text[at];
                    }

                    at++;
                }
                else
                {
                    for (; text[at] is not (',' or '\r'); at++)
                    {
                        Assert.NotEqual('"', text[at]);
                        field += text[at];
                    }
                }

                record.Add(field);
                if (text[at] == '\r')
                {
                    Assert.Equal('\n', text[at + 1]);
                    at += 2;
                    break;
                }

                Assert.Equal(',', text[at++]);
            }

            records.Add(record);
        }

        return records;
    }
}
