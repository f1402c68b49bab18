using ActorSearch.Cli.Progress;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using static ActorSearch.Cli.Tests.Progress.Studies;

namespace ActorSearch.Cli.Tests.Progress;

public sealed class ProgressStateTests
{
    [Fact]
    public void A_worker_shows_its_trial_and_the_last_epoch()
    {
        var shown = Shown(Leased(0, worker: 1), Epoch(0, epoch: 1, accuracy: 0.7));

        var running = shown.Workers["local-1"];
        Assert.Equal(Trials[0].Id, running?.Plan.Id);
        Assert.Equal(0.7, running?.LastEpoch?.ValidationAccuracy);
    }

    [Fact]
    public void A_worker_whose_trial_ended_is_idle_and_the_trial_counted()
    {
        var shown = Shown(Leased(0, worker: 1), Finished(0, accuracy: 0.7));

        Assert.Null(shown.Workers["local-1"]);
        Assert.Equal(1, shown.Done);
        Assert.Equal(1, shown.Counts[TrialOutcome.Completed]);
    }

    [Fact]
    public void A_trial_given_back_or_to_be_tried_again_is_not_counted()
    {
        var shown = Shown(
            Leased(0, worker: 1), Ended(0, AttemptEnd.HandedBack, givesUp: false), Leased(1, worker: 2), Ended(1, AttemptEnd.Failed, givesUp: false));

        Assert.Equal(0, shown.Done);
        Assert.All(shown.Workers.Values, Assert.Null);
    }

    [Fact]
    public void A_trial_given_up_counts_as_failed()
    {
        var shown = Shown(Leased(0, worker: 1), Ended(0, AttemptEnd.Failed, givesUp: true));

        Assert.Equal(1, shown.Counts[TrialOutcome.Failed]);
    }

    [Fact]
    public void The_best_is_the_ranking_s_first_whatever_the_order()
    {
        StudyEvent[] some = [Leased(0, 1), Finished(0, 0.7), Leased(1, 1), Finished(1, 0.9), Leased(2, 1), Finished(2, 0.9)];
        StudyEvent[] others = [Leased(2, 1), Finished(2, 0.9), Leased(1, 1), Finished(1, 0.9), Leased(0, 1), Finished(0, 0.7)];

        Assert.Equal(Trials[1].Id, Shown(some).Best?.Plan.Id);
        Assert.Equal(Trials[1].Id, Shown(others).Best?.Plan.Id);
    }

    [Fact]
    public void With_several_seeds_the_best_is_the_point_of_the_best_mean_and_no_single_lucky_seed()
    {
        var best = SeveralSeeds((0, 0.95), (1, 0.8), (0, 0.25), (1, 0.875)).Best!;

        Assert.Equal((Trials[1].Id, 2), (best.Plan.Id, best.Seeds));
        Assert.Equal(0.8375, best.Mean, 12);
    }

    [Fact]
    public void A_point_of_which_a_seed_diverged_stands_below_every_point_without_one_as_in_the_report() => Assert.Equal(
        [Trials[1].Id, Trials[2].Id, Trials[0].Id],
        SeveralSeeds((0, 0.95), (1, 0.5), (2, 0.4), (0, double.NaN), (3, double.NaN)).Leaders(4).Select(p => p.Plan.Id));

    [Fact]
    public void Means_that_are_equal_stay_so_whatever_the_order_of_their_seeds()
    {
        // In single steps, 0.1 and 0.7 come to another last bit than 0.7 and 0.1 with some third between.
        double[] seeds = [0.1, 0.7, 0.3];
        foreach (var order in new[] { (0, 1), (1, 0) })
        {
            var leaders = SeveralSeeds(
                (order.Item1, seeds[0]), (order.Item1, seeds[1]), (order.Item2, seeds[1]), (order.Item2, seeds[0])).Leaders(2);

            Assert.Equal(leaders[0].Mean, leaders[1].Mean);
            Assert.Equal(SeveralSeeds((0, 0.5), (1, 0.5)).Leaders(2).Select(p => p.Plan.Id), leaders.Select(p => p.Plan.Id));
        }
    }

    [Fact]
    public void A_diverged_trial_is_never_the_best()
    {
        var shown = Shown(Leased(0, worker: 1), Finished(0, 0.99, outcome: TrialOutcome.Diverged));

        Assert.Null(shown.Best);
    }

    [Fact]
    public void The_state_of_a_study_that_goes_on_is_the_fold_of_its_events()
    {
        StudyEvent[] events = [Leased(0, 1), Finished(0, 0.7), Leased(1, 2), Finished(1, 0.6)];
        var folded = Shown(events);

        var found = ProgressState.Of(Study.Apply(New, events), Setting);

        Assert.Equal(folded.Counts, found.Counts);
        Assert.Equal(folded.Best, found.Best);
        Assert.Equal(folded.Work, found.Work);
    }

    [Fact]
    public void The_time_left_goes_by_the_work_left_and_the_workers()
    {
        Assert.Null(Shown(Leased(0, worker: 1)).TimeLeft);

        // Trials 0 and 1 have 3x3 kernels, 2 and 3 have 5x5 ones and so more to do.
        var shown = Shown(Leased(0, worker: 1), Finished(0, 0.7, seconds: 10));
        var ratio = (double)Trials[2].MultiplyAccumulates / Trials[0].MultiplyAccumulates;
        Assert.Equal((10 + (2 * 10 * ratio)) / 2, shown.TimeLeft?.TotalSeconds ?? 0, precision: 3);
    }

    [Fact]
    public void Epochs_of_running_trials_shorten_the_time_left()
    {
        StudyEvent[] events = [Leased(0, 1), Finished(0, 0.7, seconds: 10), Leased(1, 1)];

        var before = Shown(events).TimeLeft!.Value;
        var after = Shown([.. events, Epoch(1, epoch: 1)]).TimeLeft!.Value;

        // One of its two epochs, shared by two workers.
        Assert.Equal(10.0 / 2 / 2, (before - after).TotalSeconds, precision: 3);
    }

    [Fact]
    public void A_node_that_was_started_anew_takes_the_place_of_its_old_workers()
    {
        var shown = Shown(LeasedTo(0, "gpu-a/0~3f9a12"), LeasedTo(1, "gpu-a/0~77aa00"));

        Assert.Equal(Trials[1].Id, Assert.Single(shown.Workers).Value?.Plan.Id);
        Assert.Equal("gpu-a/0", shown.Workers.Single().Key);
    }

    [Theory]
    [InlineData(AttemptEnd.Expired)]
    [InlineData(AttemptEnd.HandedBack)]
    public void A_worker_that_fell_silent_or_left_has_no_place(AttemptEnd end) =>
        Assert.Empty(Shown(LeasedTo(0, "gpu-a/0~3f9a12"), Ended(0, end, givesUp: false)).Workers);

    [Fact]
    public void What_is_in_training_when_somebody_begins_to_look_is_shown()
    {
        StudyEvent[] events = [Leased(0, 1), Epoch(0, epoch: 1, accuracy: 0.7)];

        var found = ProgressState.Of(Study.Apply(New, events), Setting);

        Assert.Equal(Shown(events).Workers, found.Workers);
    }

    [Fact]
    public void Where_workers_come_and_go_the_time_left_goes_by_those_at_work()
    {
        var cluster = Setting with { Workers = 0, WorkersChange = true };
        StudyEvent[] events = [Leased(0, 1), Finished(0, 0.7, seconds: 10), Leased(1, 1), Leased(2, 2)];
        var study = Study.Apply(New, events);

        Assert.Equal(ProgressState.Of(study, Setting).TimeLeft, ProgressState.Of(study, cluster).TimeLeft);
        Assert.Null(ProgressState.Of(Study.Apply(New, events[..2]), cluster).TimeLeft);
    }

    [Fact]
    public void A_name_from_a_network_cannot_move_the_cursor() =>
        Assert.Equal(@"gpu\u001b[2J/0", Shown(LeasedTo(0, "gpu\u001b[2J/0~1")).Workers.Single().Key);
}
