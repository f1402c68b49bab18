using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;
using FsCheck;
using FsCheck.Fluent;

namespace ActorSearch.Reporting.Tests.Studies;

public sealed class StudyReportTests
{
    [Fact]
    public void The_best_metric_comes_first_and_equal_ones_share_a_rank()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01, 0.001, 0.0001]").Finish(0.5).Finish(0.9).Finish(0.9).Finish(0.7);

        var report = StudyReport.From(study.Events);

        Assert.Equal([0.9, 0.9, 0.7, 0.5], report.Ranked.Select(r => r.Metric!.Value));
        Assert.Equal([1, 1, 3, 4], report.Ranked.Select(r => r.Rank!.Value));
    }

    [Fact]
    public void Of_equal_metrics_the_smaller_network_stands_first_whenever_it_ended()
    {
        var study = new SampleStudy("layers: [3, 1, 2]").Finish(0.9).Finish(0.9).Finish(0.9);

        var report = StudyReport.From(study.Events);

        Assert.Equal(report.Ranked.Select(r => r.Trial.Plan.Parameters).Order(), report.Ranked.Select(r => r.Trial.Plan.Parameters));
        Assert.Equal(3, report.Ranked.Select(r => r.Trial.Plan.Parameters).Distinct().Count());
    }

    [Fact]
    public void Equal_networks_of_equal_metric_stand_by_identity()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01, 0.001, 0.0001, 0.5]");
        foreach (var _ in study.Plans)
        {
            study.Finish(0.9);
        }

        var ids = StudyReport.From(study.Events).Ranked.Select(r => r.Id).ToArray();

        Assert.Equal(ids.Order(), ids);
        Assert.NotEqual(study.Plans.Select(p => p.Id), ids);
    }

    [Fact]
    public void An_objective_to_minimise_ranks_the_least_first()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]", objective: "validation_loss").Finish(0.5).Finish(0.9);

        Assert.Equal([0.09999999999999998, 0.5], StudyReport.From(study.Events).Ranked.Select(r => r.Metric!.Value));
    }

    [Theory]
    [InlineData("validation_accuracy")]
    [InlineData("validation_loss")]
    public void A_metric_that_is_no_number_stands_last(string objective)
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01, 0.001]", objective: objective)
            .Finish(double.NaN).Finish(0.2).Finish(double.NaN);

        Assert.Equal([1, 2, 2], StudyReport.From(study.Events).Ranked.Select(r => r.Rank!.Value));
        Assert.False(double.IsNaN(StudyReport.From(study.Events).Ranked[0].Metric!.Value));
    }

    [Fact]
    public void Collapsed_and_stopped_trials_are_ranked_and_others_are_not()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01, 0.001, 0.0001, 0.2], kernel_size: [3, 2]")
            .Finish(0.5)
            .Finish(SampleStudy.Completed(0.1) with { Outcome = TrialOutcome.Collapsed, Reason = "always answers 3" })
            .Finish(SampleStudy.Completed(0.3) with { Outcome = TrialOutcome.Stopped, Reason = "below the median" })
            .Diverge("loss is NaN at epoch 1, step 3")
            .Fail("out of memory");

        var report = StudyReport.From(study.Events);

        Assert.Equal(["completed", "stopped", "collapsed"], report.Ranked.Select(r => r.Outcome));
        Assert.Equal(["diverged", "rejected", "rejected", "rejected", "rejected", "rejected", "failed"], report.Unranked.Select(r => r.Outcome));
        Assert.All(report.Unranked, r => Assert.Null(r.Rank));
        Assert.Equal(10, report.Counts.Total);
        Assert.Equal("1 completed, 1 collapsed, 1 diverged, 1 stopped, 5 rejected, 1 failed", report.Counts.ToString());
    }

    [Fact]
    public void Test_figures_never_move_a_trial()
    {
        static string[] RankedIds(double[] testAccuracies)
        {
            var study = new SampleStudy("learning_rate: [0.1, 0.01, 0.001]");
            study.Finish(SampleStudy.Completed(0.5, testAccuracies[0]) with { TestLoss = testAccuracies[1] });
            study.Finish(SampleStudy.Completed(0.5, testAccuracies[1]) with { TestLoss = testAccuracies[2] });
            study.Finish(SampleStudy.Completed(0.6, testAccuracies[2]) with { TestLoss = testAccuracies[0] });
            return [.. StudyReport.From(study.Events).Ranked.Select(r => $"{r.Rank} {r.Id}")];
        }

        var first = RankedIds([0.1, 0.2, 0.3]);

        Assert.All(
            new double[][] { [0.1, 0.3, 0.2], [0.2, 0.1, 0.3], [0.2, 0.3, 0.1], [0.3, 0.1, 0.2], [0.3, 0.2, 0.1] },
            order => Assert.Equal(first, RankedIds(order)));
    }

    [Fact]
    public void The_varied_dimensions_are_the_file_s_in_the_file_s_order()
    {
        var study = new SampleStudy("optimizer: [adam, adamw, momentum], layers: [1, 2], batch_size: [64]");

        // Channels follow from layers, weight decay and momentum from the optimizer: they tell nothing new.
        Assert.Equal(["optimizer", "layers"], StudyReport.From(study.Events).VariedNames);
    }

    [Fact]
    public void What_differs_since_the_file_was_changed_is_a_varied_dimension_too()
    {
        var study = new SampleStudy("layers: [1, 2]");
        var later = new SampleStudy("layers: [1, 2], epochs: [7]");
        study.Do(new StudyCommand.Extend(later.Definition, later.Plans));

        Assert.Equal(["layers", "epochs"], StudyReport.From(study.Events).VariedNames);
    }

    [Fact]
    public void A_dimension_that_does_not_apply_shows_as_a_dash()
    {
        var study = new SampleStudy("architecture: [lenet, conv-stack], layers: [1]").Finish(0.5).Finish(0.6);
        study.Do(new StudyCommand.Extend(
            new SampleStudy("architecture: [lenet, conv-stack], layers: [1, 2]").Definition,
            new SampleStudy("architecture: [lenet, conv-stack], layers: [1, 2]").Plans));
        study.Finish(0.7);

        var table = RankingTable.Of(StudyReport.From(study.Events), ReportOptions.Default);

        var layers = table.Columns.Select(c => c.Header).ToList().IndexOf("layers");
        Assert.Equal(["2", "1", "-"], table.Rows.Select(r => r[layers]));
    }

    [Fact]
    public void The_short_identity_is_the_shortest_that_tells_all_trials_apart()
    {
        Assert.Equal(6, ShortIds.LengthFor([TrialId.Parse(new string('0', 32)), TrialId.Parse("000001" + new string('0', 26))]));
        Assert.Equal(8, ShortIds.LengthFor([TrialId.Parse(new string('0', 32)), TrialId.Parse("00000001" + new string('0', 24))]));
        Assert.Equal(6, ShortIds.LengthFor([]));
    }

    [Fact]
    public void Events_tell_when_the_study_began_and_was_last_heard_of()
    {
        var study = new SampleStudy("layers: [1, 2]").Finish(0.5);
        study.Claim();

        var report = StudyReport.From(study.Events);

        Assert.Equal(study.Events[0].At, report.StartedAt);
        Assert.Equal(study.Events[^1].At, report.LastEventAt);
        Assert.Equal(study.Events.Count, report.Events);
        Assert.Equal(study.Events[^1].At + TimeSpan.FromMinutes(1), report.LeasedUntil);
        Assert.False(report.IsComplete);
        Assert.Equal("1 completed, 1 running", report.Counts.ToString());
    }

    [Fact]
    public async Task Events_that_come_one_by_one_give_the_same_report()
    {
        var study = new SampleStudy("layers: [1, 2]").Finish(0.5).Diverge("loss is NaN");

        var report = await StudyReport.FromAsync(study.Events.ToAsyncEnumerable());

        Assert.Equal(
            StudyReportWriter.ToText(StudyReport.From(study.Events), ReportFormat.Json, ReportOptions.Default),
            StudyReportWriter.ToText(report, ReportFormat.Json, ReportOptions.Default));
    }

    [Fact]
    public void A_study_without_events_has_no_report() =>
        Assert.Throws<StudyException>(() => StudyReport.From([]));

    [Fact]
    public void The_results_text_is_the_same_whoever_ran_the_trials_when_and_in_whatever_order()
    {
        const string Space = "learning_rate: [0.1, 0.01, 0.001], layers: [1, 2]";

        string Run(int[] order, bool withInterruption)
        {
            var study = new SampleStudy(Space, maxAttempts: 3);
            var leases = study.Plans.Select((_, i) => study.Claim($"worker-{order[i]}")).ToArray();
            if (withInterruption)
            {
                study.Do(new StudyCommand.Open(TimeSpan.FromSeconds(5), WorkersAreGone: true));
                leases = [.. study.Plans.Select((_, i) => study.Claim($"worker-{order[i]}"))];
            }

            foreach (var lease in order.Select(i => leases[i]))
            {
                var accuracy = (double)(lease.Plan.Id.Value % 1000) / 1000;
                study.Do(new StudyCommand.Finish(
                    lease.Plan.Id, lease.Attempt, SampleStudy.Completed(accuracy) with { Seconds = order[0] + 0.1, Best = SampleStudy.Epoch(accuracy, seconds: order[1]) }));
            }

            return StudyReportWriter.ResultsText(StudyReport.From(study.Events));
        }

        var expected = Run([0, 1, 2, 3, 4, 5], withInterruption: false);

        Assert.Contains("validation_accuracy", expected, StringComparison.Ordinal);
        Prop.ForAll(
            Gen.Shuffle(Enumerable.Range(0, 6)).Zip(ArbMap.Default.GeneratorFor<bool>()).ToArbitrary(),
            run => Run(run.Item1, run.Item2) == expected).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_results_text_changes_with_the_last_bit_of_any_figure()
    {
        static string Of(TrialResult result) =>
            StudyReportWriter.ResultsText(StudyReport.From(new SampleStudy("layers: [1]").Finish(result).Events));

        var result = SampleStudy.Completed(0.9);
        var best = result.Best!;

        TrialResult[] changed =
        [
            result with { Best = best with { TrainLoss = Math.BitIncrement(best.TrainLoss) } },
            result with { Best = best with { TrainAccuracy = Math.BitIncrement(best.TrainAccuracy) } },
            result with { Best = best with { ValidationLoss = Math.BitIncrement(best.ValidationLoss) } },
            result with { Best = best with { ValidationAccuracy = Math.BitIncrement(best.ValidationAccuracy) } },
            result with { Best = best with { Epoch = 2 } },
            result with { TestLoss = Math.BitIncrement(result.TestLoss!.Value) },
            result with { TestAccuracy = Math.BitIncrement(result.TestAccuracy!.Value) },
            result with { Epochs = 2 },
        ];
        Assert.All(changed, r => Assert.NotEqual(Of(result), Of(r)));
    }
}
