using ActorSearch.Core.Experiments;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Answers;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Tests.Answers;

public sealed class StudyAnswerTests
{
    [Fact]
    public void The_best_configuration_is_named_with_its_figures()
    {
        var report = StudyReport.From(new SampleStudy("learning_rate: [0.1, 0.01], kernel_size: [3, 5]")
            .Finish(0.5).Finish(0.75).Finish(0.625).Finish(0.25).Events);

        var answer = StudyAnswer.Of(Without(report));

        Assert.Equal(
            "The best configuration is learning_rate=0.1, kernel_size=5: validation_accuracy 0.7500, test accuracy 0.7500.", answer.Sentence);
        Assert.Same(answer.Best!.Config, report.Ranked[0].Trial.Plan.Config);
        Assert.Equal(("sample-best.yaml", "actorsearch run sample-best.yaml"), (answer.ExperimentName, answer.Command));
        Assert.Empty(answer.Notes);
    }

    [Theory]
    [InlineData(0, " It can be told apart from all others.")]
    [InlineData(1, " 1 of the 3 others cannot be told apart from it.")]
    [InlineData(2, " 2 of the 3 others cannot be told apart from it.")]
    [InlineData(3, " None of the 3 others can be told apart from it.")]
    public void The_mean_comes_with_its_interval_and_how_many_others_might_be_as_good(int others, string words)
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01, 0.001, 0.0001]", replicates: 2);
        foreach (var accuracy in (double[])[0.75, 0.5, 0.25, 0.125, 0.5, 0.5, 0.25, 0.125])
        {
            study.Finish(accuracy);
        }

        var report = StudyReport.From(study.Events);
        report = report with
        {
            Confidence = new Confidence(0.95, ConfidenceMethod.Bootstrap, 3, 0.01, string.Empty),
            Points = [.. report.Points.Select((p, i) => p with { Interval = new Interval(0.6, 0.65), IsAmongBest = i <= others })],
        };

        Assert.Equal(
            "The best configuration is learning_rate=0.1: mean validation_accuracy 0.6250 over 2 seeds (95 % interval 0.6000 to 0.6500), test accuracy 0.7500." + words,
            StudyAnswer.Of(report).Sentence);
    }

    [Fact]
    public void A_study_that_goes_on_answers_so_far()
    {
        var report = StudyReport.From(new SampleStudy("learning_rate: [0.1, 0.01, 0.001]").Finish(0.5).Diverge("too fast").Events);

        var answer = StudyAnswer.Of(Without(report));

        Assert.StartsWith("So far, with 2 of 3 trials, the best configuration is learning_rate=0.1: ", answer.Sentence, StringComparison.Ordinal);
        Assert.Empty(answer.Notes);
    }

    [Fact]
    public void A_study_without_a_ranked_trial_says_that_and_why()
    {
        var answer = StudyAnswer.Of(StudyReport.From(
            new SampleStudy("learning_rate: [0.1, 0.01], kernel_size: [3, 2]").Diverge("a").Diverge("b\u001b[31m").Events));

        Assert.Equal("There is no best configuration: none of 4 trials is ranked (2 diverged, 2 rejected).", answer.Sentence);
        Assert.Equal(["The commonest reason, of 2 trials: conv1: padding same needs an odd kernel_size, not 2"], answer.Notes);
        Assert.Null(answer.Best);
        Assert.Null(answer.Experiment);
    }

    [Fact]
    public void A_study_that_only_began_says_so()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]");

        Assert.Equal("There is no best configuration yet: none of 2 trials has ended.", StudyAnswer.Of(StudyReport.From(study.Events)).Sentence);
        study.Diverge("a");
        Assert.Equal(
            "There is no best configuration so far: 1 of 2 trials have ended and none is ranked (1 diverged, 1 waiting).",
            StudyAnswer.Of(StudyReport.From(study.Events)).Sentence);
        Assert.EndsWith("(1 diverged, 1 unfinished).", StudyAnswer.Of(StudyReport.From(study.Events), includeTimes: false).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_times_no_reason_names_a_worker()
    {
        var report = StudyReport.From(new SampleStudy("learning_rate: [0.1]").Fail("worker-7 went silent").Events);

        Assert.Equal(["The commonest reason, of 1 trial: worker-7 went silent"], StudyAnswer.Of(report).Notes);
        Assert.Empty(StudyAnswer.Of(report, includeTimes: false).Notes);
    }

    [Fact]
    public void One_configuration_is_not_called_the_best_of_many()
    {
        var report = StudyReport.From(new SampleStudy("learning_rate: [0.1]", objective: "validation_loss").Finish(0.75).Events);

        Assert.Equal("The one configuration: validation_loss 0.2500, test accuracy 0.7500.", StudyAnswer.Of(Without(report)).Sentence);
    }

    [Fact]
    public void Notes_say_what_is_to_be_known_of_the_best()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01, 0.001]");
        study.Finish(SampleStudy.Completed(0.5) with { Outcome = TrialOutcome.Collapsed, Reason = "as the commonest class" }).Finish(0.5).Finish(0.25);
        var report = StudyReport.From(study.Events);
        var collapsed = report.Points.Single(p => p.Trials[0].Trial.Outcome == TrialOutcome.Collapsed);
        report = report with { Points = [collapsed, .. report.Points.Remove(collapsed)] };

        Assert.Equal(
            [
                "The best configuration collapsed: it is no better than always answering the commonest class.",
                "1 other configuration has the very same figure; of these the network with the fewest parameters stands first.",
            ],
            StudyAnswer.Of(report).Notes);
    }

    [Fact]
    public void Notes_say_what_became_of_the_best_configuration_s_seeds()
    {
        var study = new SampleStudy("learning_rate: [0.1]", replicates: 3)
            .Finish(SampleStudy.Completed(0.5) with { Outcome = TrialOutcome.Collapsed, Reason = "as the commonest class" }).Finish(0.5).Diverge("too fast");
        var report = StudyReport.From(study.Events);

        Assert.Equal(
            [
                $"Of the best configuration, {report.Points[0].Remark}.",
                "A seed that collapsed is no better than always answering the commonest class.",
            ],
            StudyAnswer.Of(report).Notes);
        Assert.Contains("1 of 3 seeds", report.Points[0].Remark, StringComparison.Ordinal);
    }

    [Fact]
    public void Others_that_are_not_compared_are_not_said_to_be_told_apart()
    {
        var report = StudyReport.From(new SampleStudy("learning_rate: [0.1, 0.01, 0.001]").Finish(0.75).Finish(0.5).Finish(0.25).Events);
        report = report with
        {
            Confidence = new Confidence(0.95, ConfidenceMethod.Binomial, 1, 0.01, string.Empty),
            Points = [.. report.Points.Select((p, i) => p with { Interval = null, IsAmongBest = i == 0 })],
        };

        Assert.EndsWith(" It can be told apart from all others compared with it.", StudyAnswer.Of(report).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void The_experiment_is_the_best_point_with_the_study_s_seeds()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]", replicates: 2).Finish(0.5).Finish(0.75).Finish(0.5).Finish(0.75);
        var answer = StudyAnswer.Of(StudyReport.From(study.Events));

        var spec = SampleStudy.Read(answer.Experiment!);

        Assert.Equal(
            study.Plans.Where(p => p.Config.Equals(answer.Best!.Config)).Select(p => p.Id),
            Grid.Expand(spec, SampleStudy.Image, classes: 10).Trials.Select(t => t.Id));
        Assert.Equal(("sample-best", study.Definition.Seed), (spec.Study, spec.Seed));
        Assert.Contains($"# {answer.Sentence}\n", answer.Experiment, StringComparison.Ordinal);
    }

    /// <summary>The report where nothing tells how far it can be trusted.</summary>
    private static StudyReport Without(StudyReport report) => report with
    {
        Confidence = new Confidence(0.95, ConfidenceMethod.None, 0, null, string.Empty),
        Points = [.. report.Points.Select(p => p with { Interval = null })],
    };
}
