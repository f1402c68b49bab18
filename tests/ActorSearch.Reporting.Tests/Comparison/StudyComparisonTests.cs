using System.Globalization;
using System.Text.Json;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Answers;
using ActorSearch.Reporting.Comparison;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Tests.Comparison;

public class StudyComparisonTests
{
    [Fact]
    public void Points_of_both_are_paired_and_the_others_listed_with_their_study()
    {
        var comparison = StudyComparison.Of(
            Study("learning_rate: [0.1, 0.2, 0.3]", 0.5, 0.6, 0.7),
            Study("learning_rate: [0.2, 0.3, 0.4]", 0.75, 0.5, 0.9));

        Assert.Equal(
            [("0.3", -0.2), ("0.2", 0.15)],
            comparison.Shared.Select(p => (p.Config.Get("learning_rate")!.ToString(), Math.Round(p.Difference!.Value, 12))));
        Assert.Equal(["0.1"], comparison.OnlyFirst.Select(p => p.Config.Get("learning_rate")!.ToString()));
        Assert.Equal(["0.4"], comparison.OnlySecond.Select(p => p.Config.Get("learning_rate")!.ToString()));
        Assert.Equal((2, 1, 1, 0), (comparison.Paired.Counted, comparison.Paired.Better, comparison.Paired.Worse, comparison.Paired.Equal));
    }

    [Fact]
    public void The_interval_of_the_mean_difference_is_Students_over_the_pairs()
    {
        var paired = PairedDifferences.Of([0.1, 0.2, 0.3, 0.4], Objective.Default);

        // mean 0.25, standard error 0.129099/2, t of 3 degrees of freedom 3.182446.
        Assert.Equal(0.25, paired.Mean!.Value, 12);
        Assert.Equal(0.25 - (3.182446305284263 * 0.12909944487358055 / 2), paired.Interval!.Value.Low, 9);
        Assert.Equal(0.25 + (3.182446305284263 * 0.12909944487358055 / 2), paired.Interval!.Value.High, 9);
    }

    [Fact]
    public void Swapping_the_studies_turns_every_difference_round()
    {
        var random = new Random(5);
        for (var round = 0; round < 20; round++)
        {
            var a = Study("learning_rate: [0.1, 0.2, 0.3]", Draws(random, 3));
            var b = Study("learning_rate: [0.2, 0.3, 0.4]", Draws(random, 3));

            var there = StudyComparison.Of(a, b);
            var back = StudyComparison.Of(b, a);

            Assert.Equal(there.Shared.ToDictionary(p => p.Config, p => -p.Difference), back.Shared.ToDictionary(p => p.Config, p => p.Difference));
            Assert.Equal((there.Paired.Better, there.Paired.Worse, there.Paired.Equal), (back.Paired.Worse, back.Paired.Better, back.Paired.Equal));
            Assert.Equal(-there.Paired.Mean!.Value, back.Paired.Mean!.Value, 12);
            Assert.Equal(there.Best.Reach, back.Best.Reach);
            Assert.Equal(-there.Best.Difference, back.Best.Difference);
            Assert.Equal(there.OnlyFirst.Select(p => p.Config), back.OnlySecond.Select(p => p.Config));
        }
    }

    [Fact]
    public void A_study_beside_itself_has_no_difference_at_all()
    {
        var study = Study("learning_rate: [0.1, 0.2]", 0.5, 0.75);

        var comparison = StudyComparison.Of(study, study);

        Assert.Empty(comparison.Differences);
        Assert.Equal(2, comparison.Paired.Equal);
        Assert.Equal("The two best have the very same figure.", comparison.Best.Statement);
        Assert.Equal(("sample (first)", "sample (second)"), (comparison.FirstName, comparison.SecondName));
    }

    [Fact]
    public void A_smaller_loss_is_the_better_one()
    {
        var first = new SampleStudy("learning_rate: [0.1]", objective: "validation_loss, mode: min").Finish(0.5);
        var second = new SampleStudy("learning_rate: [0.1]", objective: "validation_loss, mode: min").Finish(0.75);

        var comparison = StudyComparison.Of(Report(first), Report(second));

        Assert.Equal(-0.25, comparison.Paired.Mean);
        Assert.Equal(1, comparison.Paired.Better);
        Assert.StartsWith("The best of the second study is 0.2500 better", comparison.Best.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_defined_differently_is_named_whether_it_is_fixed_or_varies()
    {
        var first = new SampleStudy("learning_rate: [0.1]", maxAttempts: 1).Finish(0.5);
        var second = new SampleStudy("learning_rate: [0.1, 0.02], activation: [tanh]", replicates: 2, maxAttempts: 2).Finish(0.5);

        var differences = StudyComparison.Of(Report(first), Report(second)).Differences
            .ToDictionary(d => d.Name, d => (string.Join(' ', d.First), string.Join(' ', d.Second)));

        Assert.Equal(("0.1", "0.02 0.1"), differences["learning_rate"]);
        Assert.Equal(("relu", "tanh"), differences["activation"]);
        Assert.Equal(("1", "2"), differences["replicates"]);
        Assert.Equal(("1", "2"), differences["max_attempts"]);
        Assert.Equal(["activation", "learning_rate", "max_attempts", "replicates"], differences.Keys.Order());
    }

    [Fact]
    public void Other_images_or_another_metric_are_said_and_nothing_is_subtracted()
    {
        var study = new SampleStudy("learning_rate: [0.1]").Finish(0.5);
        var images = Report(study.Events.Select(e => e is StudyEvent.Created c ? c with { Definition = c.Definition with { DataFingerprint = "beef" } } : e));
        var loss = Report(new SampleStudy("learning_rate: [0.1]", objective: "validation_loss, mode: min").Finish(0.5));

        foreach (var (other, word) in new[] { (images, "images"), (loss, "metrics") })
        {
            var comparison = StudyComparison.Of(Report(study), other);

            Assert.False(comparison.IsComparable);
            Assert.StartsWith($"Their {word} differ", comparison.Best.Statement, StringComparison.Ordinal);
            Assert.Null(Assert.Single(comparison.Shared).Difference);
            Assert.Null(comparison.Best.Difference);
            Assert.Equal(0, comparison.Paired.Counted);
            Assert.Contains(comparison.Best.Statement, Text(comparison, ComparisonFormat.Table), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_best_are_told_apart_by_the_spread_of_their_seeds()
    {
        var apart = StudyComparison.Of(Replicated(0.70, 0.71, 0.72), Replicated(0.90, 0.91, 0.92)).Best;
        var near = StudyComparison.Of(Replicated(0.70, 0.71, 0.72), Replicated(0.71, 0.72, 0.73)).Best;

        Assert.True(apart.AreApart);
        Assert.False(near.AreApart);

        // Both standard errors are 0.01/sqrt(3); t of 4 degrees of freedom is 2.776445.
        Assert.Equal(2.7764451051977987 * 0.01 * Math.Sqrt(2.0 / 3), near.Reach!.Value, 9);
        Assert.EndsWith("which chance explains as well: up to 0.0227 (Welch's t test over the seeds, two-sided at 95 %).", near.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void With_one_seed_the_validation_images_tell_and_without_their_number_nothing_does()
    {
        var unknown = StudyComparison.Of(Study("learning_rate: [0.1]", 0.5), Study("learning_rate: [0.1]", 0.6)).Best;
        var known = StudyComparison.Of(Counted(0.5), Counted(0.6)).Best;

        Assert.Null(unknown.AreApart);
        Assert.EndsWith("nothing tells: replicates (3 or more) would.", unknown.Statement, StringComparison.Ordinal);

        // 1.959964 sqrt(2 * 0.55 * 0.45 / 1000)
        Assert.Equal(0.043606, known.Reach!.Value, 6);
        Assert.True(known.AreApart);

        static StudyReport Counted(double accuracy) => Report(new SampleStudy("learning_rate: [0.1]").Finish(accuracy).Events
            .Select(e => e is StudyEvent.Created c ? c with { Definition = c.Definition with { ValidationImages = 1000 } } : e));
    }

    [Fact]
    public void A_point_has_the_figures_of_its_own_report_which_a_diverged_seed_is_not_in()
    {
        var study = new SampleStudy("learning_rate: [0.1]", replicates: 3);
        study.Finish(0.5).Diverge("the loss became NaN").Finish(SampleStudy.Completed(0.75) with { Seconds = 14.5 });

        var table = Text(StudyComparison.Of(Report(study), Report(study)), ComparisonFormat.Csv).Split("\r\n").Select(l => l.Split(',')).ToArray();

        Assert.Equal(13.5, Report(study).Points[0].MedianSeconds());
        Assert.Equal("13.5", table[1][Array.IndexOf(table[0], "first_seconds")]);
    }

    [Fact]
    public void Numbers_of_images_that_a_store_does_not_hold_are_no_difference_and_those_that_a_file_states_count_as_held()
    {
        var unknown = Study("learning_rate: [0.1]", 0.5);
        var counted = Report(new SampleStudy("learning_rate: [0.1]", validationImages: 1000).Finish(0.5));
        var stated = Report(new SampleStudy("learning_rate: [0.1]", dataset: "name: glyphs, validation: 500").Finish(0.6));

        Assert.Empty(StudyComparison.Of(unknown, counted).Differences);
        Assert.Equal(["dataset.validation", "validation_images"], StudyComparison.Of(counted, stated).Differences.Select(d => d.Name));
        Assert.Equal(["1000", "500"], StudyComparison.Of(counted, stated).Differences[1] is var d ? [.. d.First, .. d.Second] : []);
        Assert.NotNull(StudyComparison.Of(counted, stated).Best.Reach);

        var other = Report(new SampleStudy("learning_rate: [0.1]", dataset: "name: glyphs, validation: 400").Finish(0.6));
        Assert.Equal("dataset.validation", Assert.Single(StudyComparison.Of(stated, other).Differences).Name);
    }

    [Fact]
    public void Points_without_a_number_are_paired_without_a_difference()
    {
        var comparison = StudyComparison.Of(
            Report(new SampleStudy("learning_rate: [0.1, 0.2]").Diverge("NaN").Finish(double.NaN)),
            Report(new SampleStudy("learning_rate: [0.1, 0.2]").Finish(0.5)));

        Assert.Equal(2, comparison.Shared.Length);
        Assert.All(comparison.Shared, p => Assert.Null(p.Difference));
        Assert.Equal(0, comparison.Paired.Counted);
        Assert.Contains("No point has a figure in both.", Text(comparison, ComparisonFormat.Table), StringComparison.Ordinal);
        JsonDocument.Parse(Text(comparison, ComparisonFormat.Json)).Dispose();
    }

    [Fact]
    public void The_json_form_has_its_schema_and_every_point()
    {
        var comparison = StudyComparison.Of(
            Study("learning_rate: [0.1, 0.2]", 0.5, 0.6), Study("learning_rate: [0.2, 0.3]", 0.75, 0.5));

        using var document = JsonDocument.Parse(Text(comparison, ComparisonFormat.Json));
        var root = document.RootElement;

        Assert.Equal("actorsearch/comparison/1", root.GetProperty("schema").GetString());
        Assert.True(root.GetProperty("comparable").GetBoolean());
        Assert.Equal(["0.2", "0.1", "0.3"], root.GetProperty("points").EnumerateArray().Select(p => p.GetProperty("values").GetProperty("learning_rate").GetRawText()));
        Assert.Equal(JsonValueKind.Null, root.GetProperty("points")[1].GetProperty("second").ValueKind);
        Assert.Equal(0.15, root.GetProperty("paired").GetProperty("mean").GetDouble(), 12);
    }

    [Fact]
    public void The_csv_form_is_a_record_a_point_in_round_trip_form()
    {
        var lines = Text(
            StudyComparison.Of(Study("learning_rate: [0.1, 0.2]", 1.0 / 3, 0.5), Study("learning_rate: [0.1]", 0.25)), ComparisonFormat.Csv).Split("\r\n");

        Assert.StartsWith("point,in,learning_rate,difference,first_rank,first_metric,", lines[0], StringComparison.Ordinal);
        Assert.Contains($",both,0.1,{(0.25 - (1.0 / 3)).ToString("R", CultureInfo.InvariantCulture)},2,0.3333333333333333,", lines[1], StringComparison.Ordinal);
        Assert.Contains(",first,0.2,,1,0.5,", lines[2], StringComparison.Ordinal);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void Without_times_no_form_depends_on_them_and_top_cuts_points_alone()
    {
        foreach (var format in Enum.GetValues<ComparisonFormat>())
        {
            var slow = Text(StudyComparison.Of(Seconds(1), Seconds(2)), format, new ReportOptions(IncludeTimes: false));
            var fast = Text(StudyComparison.Of(Seconds(3), Seconds(9)), format, new ReportOptions(IncludeTimes: false));

            Assert.Equal(slow, fast);
            Assert.DoesNotContain("seconds", slow, StringComparison.Ordinal);
        }

        var cut = Text(
            StudyComparison.Of(Study("learning_rate: [0.1, 0.2, 0.3]", 0.5, 0.6, 0.7), Study("learning_rate: [0.1, 0.2, 0.3]", 0.5, 0.6, 0.7)),
            ComparisonFormat.Table,
            new ReportOptions(Top: 1));
        Assert.Contains("... and 2 more.", cut, StringComparison.Ordinal);
        Assert.Contains("equal in 3", cut, StringComparison.Ordinal);

        static StudyReport Seconds(double seconds) =>
            Report(new SampleStudy("learning_rate: [0.1]").Finish(SampleStudy.Completed(0.5) with { Seconds = seconds }));
    }

    [Theory]
    [InlineData("../../evil")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("=cmd|' /C calc'!A0\u001b[31m\u202e")]
    [InlineData("")]
    public void Names_from_elsewhere_come_out_as_harmless_text(string name)
    {
        var hostile = Report(new SampleStudy("learning_rate: [0.1]").Diverge(name).Events
            .Select(e => e is StudyEvent.Created c ? c with { Definition = c.Definition with { Name = name, DataSet = c.Definition.DataSet with { Name = name } } } : e));
        var comparison = StudyComparison.Of(hostile, Study("learning_rate: [0.1]", 0.5));

        foreach (var format in Enum.GetValues<ComparisonFormat>())
        {
            var text = Text(comparison, format);
            Assert.DoesNotContain('\u001b', text);
            Assert.DoesNotContain('\u202e', text);
            Assert.True(format != ComparisonFormat.Markdown || !text.Contains("<script>", StringComparison.Ordinal));
        }

        using var document = JsonDocument.Parse(Text(comparison, ComparisonFormat.Json));
        Assert.Equal(name, document.RootElement.GetProperty("first").GetProperty("study").GetString());
    }

    [Fact]
    public void The_same_comparison_is_the_same_text_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var comparison = StudyComparison.Of(Study("learning_rate: [0.1, 0.2]", 0.5, 0.6), Study("learning_rate: [0.1]", 0.75));
        var texts = Enum.GetValues<ComparisonFormat>().Select(f => Text(comparison, f)).ToArray();
        try
        {
            var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            comma.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(texts, Enum.GetValues<ComparisonFormat>().Select(f => Text(comparison, f)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static double[] Draws(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => Math.Round(random.NextDouble(), 3))];

    private static string Text(StudyComparison comparison, ComparisonFormat format, ReportOptions? options = null) =>
        ComparisonWriter.ToText(comparison, format, options ?? ReportOptions.Default);

    private static StudyReport Report(SampleStudy study) => Report(study.Events);

    private static StudyReport Report(IEnumerable<StudyEvent> events) => StudyReport.From(events);

    /// <summary>Trials of one dimension, by the order of its levels in the file.</summary>
    private static StudyReport Study(string space, params double[] accuracies)
    {
        var study = new SampleStudy(space);
        var byTrial = study.Plans.Select((p, i) => (p.Id, Accuracy: accuracies[i])).ToDictionary(p => p.Id, p => p.Accuracy);
        foreach (var _ in accuracies)
        {
            var lease = study.Claim();
            study.End(lease, SampleStudy.Completed(byTrial[lease.Plan.Id]));
        }

        return Report(study);
    }

    private static StudyReport Replicated(params double[] accuracies)
    {
        var study = new SampleStudy("learning_rate: [0.1]", replicates: accuracies.Length);
        Array.ForEach(accuracies, a => study.Finish(a));
        return Report(study);
    }
}
