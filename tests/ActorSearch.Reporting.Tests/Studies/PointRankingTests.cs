using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Reporting.Tests.Studies;

public sealed class PointRankingTests
{
    private const string Rates = "learning_rate: [0.1, 0.01, 0.001]";

    // A study runs the first seed of every point before any second: rows of seeds, columns of points.
    [Fact]
    public void Points_stand_by_the_mean_over_their_seeds_and_their_trials_follow_with_that_rank()
    {
        var report = Report(Rates, [[0.9, 0.8, 0.7], [0.5, 0.8, 0.85]]);

        Assert.Equal([0.8, 0.775, 0.7], report.Points.Select(p => p.Mean!.Value), (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal([1, 2, 3], report.Points.Select(p => p.Rank!.Value));
        Assert.Equal([0.8, 0.8, 0.7, 0.85, 0.9, 0.5], report.Ranked.Select(r => r.Metric!.Value));
        Assert.Equal([1, 1, 2, 2, 3, 3], report.Ranked.Select(r => r.Rank!.Value));
        Assert.Equal([0, 1, 0, 1, 0, 1], report.Ranked.Select(r => r.Trial.Plan.Replicate));
    }

    [Fact]
    public void With_one_seed_a_point_the_points_stand_as_the_trials_are_ordered() =>
        Prop.ForAll(Gen.Elements(0.5, 0.7, 0.9, double.NaN).ArrayOf(6).ToArbitrary(), accuracies =>
        {
            var study = new SampleStudy("learning_rate: [0.1, 0.01], layers: [1, 2, 3]");
            Array.ForEach(accuracies, a => study.Finish(a));
            var report = StudyReport.From(study.Events);
            TrialOrder[] orders = [.. report.Ranked.Select(r => new TrialOrder(r.Metric!.Value, r.Trial.Plan.Parameters, r.Id))];
            int[] ranks = [.. orders.Select(o => 1 + orders.Count(other => study.Spec.Objective.IsBetter(other.Metric, o.Metric)))];
            return report.Points.Select(p => p.Trials.Single().Id).SequenceEqual(report.Ranked.Select(r => r.Id))
                && Enumerable.Range(1, orders.Length - 1).All(i => TrialOrder.Compare(orders[i - 1], orders[i], study.Spec.Objective) < 0)
                && ranks.SequenceEqual(report.Ranked.Select(r => r.Rank!.Value))
                && report.Points.All(p => p.Mean.Equals(p.Trials[0].Metric));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_point_of_which_a_seed_diverged_stands_below_every_point_without_one()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01, 0.001, 0.0001]", replicates: 3);
        study.Finish(0.99).Finish(0.98).Finish(0.3).Diverge("loss is NaN");
        study.Finish(0.99).Diverge("loss is NaN").Finish(0.3).Diverge("loss is NaN");
        study.Diverge("loss is NaN").Diverge("loss is NaN").Finish(0.3).Diverge("loss is NaN");

        var points = StudyReport.From(study.Events).Points;

        Assert.Equal([0.3, 0.99, 0.98, null], points.Select(p => p.Mean));
        Assert.Equal([1, 2, 3, null], points.Select(p => p.Rank));
        Assert.Equal(["", "1 of 3 seeds diverged", "2 of 3 seeds diverged", "3 of 3 seeds diverged"], points.Select(p => p.Remark));
        Assert.Equal([true, false, false, false], points.Select(p => p.IsAmongBest));
    }

    [Fact]
    public void A_point_of_which_a_seed_diverged_is_not_among_the_best_however_near_it_is()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]", replicates: 3);
        study.Finish(0.9).Finish(0.9).Finish(0.91).Finish(0.91).Finish(0.92).Diverge("loss is NaN");

        var report = StudyReport.From(study.Events);

        Assert.Equal([true, false], report.Points.Select(p => p.IsAmongBest));
        Assert.Equal([2, 2, null], report.Points[1].Trials.Select(t => t.Rank));
        Assert.Null(Assert.Single(report.Unranked).Rank);
        Assert.Equal(0, report.Confidence.Comparisons);
    }

    [Fact]
    public void Seeds_that_failed_or_have_not_ended_are_missing_and_no_more()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]", replicates: 3).Finish(0.5).Finish(0.9).Finish(0.5).Fail("out of memory").Finish(0.5);

        var report = StudyReport.From(study.Events);

        Assert.Equal([0.9, 0.5], report.Points.Select(p => p.Mean!.Value));
        Assert.Equal(["1 of 3 seeds failed, 1 not ended", ""], report.Points.Select(p => p.Remark));
        Assert.Equal([1, 3], report.Points.Select(p => p.Counted.Count()));
    }

    [Fact]
    public void Points_of_equal_mean_share_a_rank_and_the_smaller_network_stands_first()
    {
        var report = Report("layers: [3, 1, 2]", [[0.8, 0.8, 0.9], [0.8, 0.8, 0.9]]);

        Assert.Equal([1, 2, 2], report.Points.Select(p => p.Rank!.Value));
        Assert.True(report.Points[1].Trials[0].Trial.Plan.Parameters < report.Points[2].Trials[0].Trial.Plan.Parameters);
    }

    [Fact]
    public void Every_point_has_an_interval_around_its_mean_even_one_of_a_single_seed_so_far()
    {
        var study = new SampleStudy(Rates, replicates: 2).Finish(0.9).Finish(0.8).Finish(0.7).Finish(0.91).Finish(0.79);

        var report = StudyReport.From(study.Events);

        Assert.Equal(ConfidenceMethod.Bootstrap, report.Confidence.Method);
        Assert.All(report.Points, p => Assert.True(p.Interval!.Value.Low < p.Mean && p.Mean < p.Interval.Value.High));
        var widths = report.Points.Select(p => p.Interval!.Value.High - p.Interval.Value.Low).ToArray();
        Assert.True(widths[2] > widths[0]);
        Assert.Equal([true, false, false], report.Points.Select(p => p.IsAmongBest));
    }

    [Fact]
    public void Points_that_the_seeds_cannot_tell_apart_are_among_the_best_and_the_statement_counts_them()
    {
        var report = Report(Rates, [[0.90, 0.91, 0.50], [0.92, 0.905, 0.52], [0.91, 0.90, 0.51]]);

        Assert.Equal([true, true, false], report.Points.Select(p => p.IsAmongBest));
        Assert.Equal(2, report.Confidence.Comparisons);
        Assert.InRange(report.Confidence.Noise!.Value, 0.01, 0.05);
        Assert.Equal(
            "2 of 3 points, the first among them, cannot be told apart from the best (at 95 %, corrected for 2 comparisons). "
                + $"Differences in mean below {report.Confidence.Noise:F4} are noise. "
                + "The intervals are about other seeds, not other images, and flatter the point that stands first; more replicates make them narrower.",
            report.Confidence.Statement);
    }

    [Fact]
    public void The_unit_and_the_direction_of_the_metric_do_not_matter()
    {
        double[][] seeds = [[0.90, 0.91, 0.50], [0.92, 0.905, 0.52], [0.91, 0.90, 0.51]];
        var accuracies = Report(Rates, seeds);
        var losses = Report(Rates, seeds, objective: "validation_loss");

        Assert.Equal(accuracies.Points.Select(p => p.IsAmongBest), losses.Points.Select(p => p.IsAmongBest));
        Assert.Equal(accuracies.Points.Select(p => p.Config), losses.Points.Select(p => p.Config));
    }

    [Fact]
    public void Seeds_that_all_agree_leave_no_doubt()
    {
        var report = Report(Rates, [[0.9, 0.8, 0.9], [0.9, 0.8, 0.9]]);

        Assert.Equal(new ActorSearch.Reporting.Statistics.Interval(0.9, 0.9), report.Points[0].Interval);
        Assert.Equal([true, true, false], report.Points.Select(p => p.IsAmongBest));
        Assert.Equal(0, report.Confidence.Noise);
    }

    [Fact]
    public void With_one_seed_the_number_of_validation_images_says_what_is_noise()
    {
        var report = Report(Rates, [[0.90, 0.89, 0.50]], images: 1000);

        Assert.Equal(ConfidenceMethod.Binomial, report.Confidence.Method);
        Assert.Equal([true, true, false], report.Points.Select(p => p.IsAmongBest));
        Assert.Equal(BinomialError.Interval(0.9, 1000, 0.95), report.Points[0].Interval);
        Assert.Equal(1.959964 * Math.Sqrt(2 * 0.9 * 0.1 / 1000), report.Confidence.Noise!.Value, 2e-4);
        Assert.Equal(
            "2 of 3 points, the first among them, cannot be told apart from the best (at 95 %, corrected for 2 comparisons). "
                + "Differences in accuracy below 0.0265 are noise. Every point has one seed: the intervals are about other images than the "
                + "1,000 validation images, not other seeds; replicates: 3 in the experiment file tells about those.",
            report.Confidence.Statement);
    }

    [Theory]
    [InlineData("validation_loss", 1000)]
    [InlineData("validation_accuracy", null)]
    [InlineData("train_accuracy", 1000)]
    public void With_one_seed_and_no_share_of_known_images_nothing_tells_and_the_report_says_what_would(string objective, int? images)
    {
        var report = Report(Rates, [[0.90, 0.89, 0.50]], objective, images);

        Assert.Equal(ConfidenceMethod.None, report.Confidence.Method);
        Assert.All(report.Points, p => Assert.Null(p.Interval));
        Assert.Null(report.Confidence.Noise);
        Assert.EndsWith("replicates: 3 in the experiment file tells.", report.Confidence.Statement, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_store_that_counted_no_validation_images_goes_by_those_that_its_file_states()
    {
        var stated = Report(Rates, [[0.90, 0.89, 0.50]], dataset: "name: glyphs, validation: 1000");
        var counted = Report(Rates, [[0.90, 0.89, 0.50]], images: 1000);

        Assert.Equal(ConfidenceMethod.Binomial, stated.Confidence.Method);
        Assert.Equal(counted.Confidence, stated.Confidence);
        Assert.Equal(counted.Points.Select(p => p.Interval), stated.Points.Select(p => p.Interval));
    }

    [Fact]
    public void No_interval_of_an_accuracy_leaves_0_to_1_and_none_of_a_loss_is_below_0()
    {
        double[][] seeds = [[0.999, 0.001, 0.5], [0.97, 0.03, 0.52]];
        var accuracies = Report(Rates, seeds).Points;
        var losses = Report(Rates, seeds, objective: "validation_loss").Points;

        Assert.Equal(1, accuracies[0].Interval!.Value.High);
        Assert.Equal(0, accuracies[^1].Interval!.Value.Low);
        Assert.Equal(0, losses[0].Interval!.Value.Low);
        Assert.True(losses[^1].Interval!.Value.High > 1);
        Assert.All(accuracies.Concat(losses), p => Assert.InRange(p.Mean!.Value, p.Interval!.Value.Low, p.Interval.Value.High));
    }

    [Fact]
    public void While_second_seeds_have_not_ended_the_statement_asks_for_no_replicates_that_the_file_has()
    {
        var images = StudyReport.From(new SampleStudy(Rates, replicates: 3, validationImages: 1000).Finish(0.9).Finish(0.8).Events).Confidence;
        var none = StudyReport.From(new SampleStudy(Rates, replicates: 3).Finish(0.9).Finish(0.8).Events).Confidence;

        Assert.EndsWith(
            "No point has two seeds that count: the intervals are about other images than the 1,000 validation images, not other seeds; "
                + "further seeds tell about those.",
            images.Statement,
            StringComparison.Ordinal);
        Assert.StartsWith("No point has two seeds that count, and this store does not say", none.Statement, StringComparison.Ordinal);
        Assert.DoesNotContain("replicates: 3", images.Statement + none.Statement, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_statement_of_a_single_point_begins_with_a_word(int replicates)
    {
        var study = new SampleStudy("learning_rate: [0.1]", replicates, validationImages: 1000);
        Enumerable.Range(0, replicates).ToList().ForEach(i => study.Finish(0.9 + (i * 0.01)));

        Assert.True(char.IsAsciiLetterUpper(StudyReport.From(study.Events).Confidence.Statement[0]));
    }

    [Fact]
    public void Metrics_that_are_no_numbers_have_no_interval_and_disturb_no_other()
    {
        var report = Report(Rates, [[0.9, double.NaN, 0.7], [0.91, 0.8, 0.71]]);
        var without = Report("learning_rate: [0.1, 0.001]", [[0.9, 0.7], [0.91, 0.71]]);

        Assert.Null(report.Points[2].Interval);
        Assert.Equal(without.Points.Select(p => p.Interval), report.Points.Take(2).Select(p => p.Interval));
        Assert.Equal(1, report.Confidence.Comparisons);
    }

    [Fact]
    public void The_largest_numbers_have_intervals_and_no_order_of_arrival_changes_a_bit()
    {
        var report = Report(Rates, [[-1e308, 1e307, 1e300], [-0.9e308, 1.1e307, 1.2e300]]);

        Assert.All(report.Points, p => Assert.True(double.IsFinite(p.Interval!.Value.Low) && double.IsFinite(p.Interval.Value.High)));
    }

    [Fact]
    public void A_study_without_a_ranked_trial_says_so()
    {
        var report = StudyReport.From(new SampleStudy(Rates).Diverge("loss is NaN").Events);

        Assert.Equal("No point is ranked yet.", report.Confidence.Statement);
        Assert.Equal(["diverged", "not ended", "not ended"], report.Points.Select(p => p.Remark));
        Assert.All(report.Points, p => Assert.False(p.IsAmongBest));
    }

    private static StudyReport Report(string space, double[][] seeds, string objective = "validation_accuracy", int? images = null, string dataset = "name: glyphs")
    {
        var study = new SampleStudy(space, seeds.Length, objective, dataset: dataset, validationImages: images);
        foreach (var accuracy in seeds.SelectMany(s => s))
        {
            study.Finish(SampleStudy.Completed(accuracy) with { Best = SampleStudy.Epoch(accuracy) });
        }

        return StudyReport.From(study.Events);
    }
}
