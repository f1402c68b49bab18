using ActorSearch.Core.Studies;
using static ActorSearch.Reporting.Tests.Timelines.Course;

namespace ActorSearch.Reporting.Tests.Timelines;

public sealed class TimelineFoldTests
{
    [Fact]
    public void A_trials_time_is_split_by_what_its_worker_measured_and_the_rest_is_the_way_there_and_back()
    {
        var course = Begun().Lease(1, trial: 1).Epoch(5, trial: 1).Finish(11, trial: 1, Result(seconds: 6, loading: 3, evaluating: 2)).Complete(12);

        Assert.Equal(["1-11: 3 4 2 1"], course.Spans());
        Assert.Equal("waiting 2 loading 3 training 4 evaluating 2 recording 1", course.Totals());
        Assert.Equal(TimeSpan.FromSeconds(12), course.Timeline.Duration);
        Assert.Empty(course.Pauses());
    }

    [Fact]
    public void A_worker_that_does_not_say_what_it_measured_has_trained_for_its_seconds()
    {
        var course = Begun().Lease(0, trial: 1).Finish(10, trial: 1, Result(seconds: 8));

        Assert.Equal("training 8 recording 2", course.Totals());
    }

    [Theory]
    [InlineData(9, 3, 1, "0-10: 1 8 1 0")]
    [InlineData(20, 3, 1, "0-10: 0 9 1 0")]
    [InlineData(4, 30, 1, "0-10: 6 3 1 0")]
    [InlineData(4, 3, 20, "0-10: 3 0 4 3")]
    [InlineData(double.NaN, double.NaN, double.PositiveInfinity, "0-10: 0 0 0 10")]
    [InlineData(-4, -3, -1, "0-10: 0 0 0 10")]
    [InlineData(double.MaxValue, double.MaxValue, double.MaxValue, "0-10: 0 0 10 0")]
    public void What_a_worker_claims_fits_into_the_time_that_it_had(double seconds, double loading, double evaluating, string span) =>
        Assert.Equal([span], Begun().Lease(0, trial: 1).Finish(10, trial: 1, Result(seconds, loading, evaluating)).Spans());

    [Theory]
    [InlineData(AttemptEnd.Failed)]
    [InlineData(AttemptEnd.Expired)]
    [InlineData(AttemptEnd.HandedBack)]
    [InlineData(AttemptEnd.OutOfMemory)]
    public void An_attempt_that_came_to_nothing_is_lost_time(AttemptEnd end)
    {
        var course = Begun().Lease(0, trial: 1).End(4, trial: 1, end).Lease(5, trial: 1, attempt: 2).Finish(8, trial: 1, Result(3), attempt: 2);

        Assert.Equal(["0-4: 0 4 0 0 lost", "5-8: 0 3 0 0"], course.Spans());
        Assert.Equal("waiting 1 training 3 lost 4", course.Totals());
    }

    [Fact]
    public void A_trial_that_runs_has_trained_until_the_last_event()
    {
        var course = Begun().Lease(1, trial: 1).Lease(2, trial: 2, "local-2").Epoch(9, trial: 2);

        Assert.Equal(["1-9: 0 8 0 0"], course.Spans());
        Assert.Equal("waiting 1 training 8", course.Totals());
    }

    [Fact]
    public void Every_worker_waits_for_as_long_as_it_has_no_trial_while_the_study_runs()
    {
        var course = Begun().Lease(0, trial: 1, "a").Lease(6, trial: 2, "b").Finish(8, trial: 2, Result(2), attempt: 1).Finish(10, trial: 1, Result(10));

        Assert.Equal("training 10", course.Totals(worker: 0));
        Assert.Equal("waiting 8 training 2", course.Totals(worker: 1));
    }

    [Fact]
    public void Nobody_waits_while_the_study_is_not_run()
    {
        var course = Begun().Lease(0, trial: 1).End(4, trial: 1, AttemptEnd.HandedBack)
            .Open(100).Lease(101, trial: 1, attempt: 2).Finish(103, trial: 1, Result(2), attempt: 2).Complete(103);

        Assert.Equal(["4-100"], course.Pauses());
        Assert.Equal(["0-4: 0 4 0 0 lost", "101-103: 0 2 0 0"], course.Spans());
        Assert.Equal("waiting 1 training 2 lost 4", course.Totals());
    }

    [Fact]
    public void What_a_killed_run_had_at_hand_is_lost_up_to_where_it_was_last_heard_of()
    {
        var course = Begun().Lease(0, trial: 1).Lease(1, trial: 2, "local-2").Epoch(6, trial: 1)
            .End(100, trial: 1, AttemptEnd.HandedBack).End(100, trial: 2, AttemptEnd.HandedBack).Open(100)
            .Lease(102, trial: 1, attempt: 2);

        Assert.Equal(["6-100"], course.Pauses());
        Assert.Equal(["0-6: 0 6 0 0 lost", "102-102: 0 0 0 0"], course.Spans());
        Assert.Equal(["1-6: 0 5 0 0 lost"], course.Spans(worker: 1));
        Assert.Equal("waiting 3 lost 5", course.Totals(worker: 1));
    }

    [Fact]
    public void A_trial_given_back_and_begun_again_at_the_same_time_is_no_pause()
    {
        var course = Begun().Lease(0, trial: 1).End(4, trial: 1, AttemptEnd.HandedBack).Lease(4, trial: 1, attempt: 2).Epoch(9, trial: 1);

        Assert.Empty(course.Pauses());
        Assert.Equal("training 5 lost 4", course.Totals());
    }

    [Fact]
    public void Workers_that_go_on_while_their_coordinator_is_away_make_no_pause()
    {
        var course = Begun().Lease(0, trial: 1).Lease(0, trial: 2, "local-2").Epoch(5, trial: 1).Open(50);
        Assert.Empty(course.Pauses());

        course.Finish(55, trial: 1, Result(54)).End(110, trial: 2, AttemptEnd.Expired);

        Assert.Empty(course.Pauses());
        Assert.Equal("waiting 55 training 54 recording 1", course.Totals());
        Assert.Equal("lost 110", course.Totals(worker: 1));
    }

    [Fact]
    public void Workers_that_died_with_their_coordinator_make_a_pause_once_their_leases_have_run_out()
    {
        var course = Begun().Lease(0, trial: 1).Lease(0, trial: 2, "local-2").Renew(5, trial: 1).Open(50).End(110, trial: 1, AttemptEnd.Expired);
        Assert.Empty(course.Pauses());

        course.End(110, trial: 2, AttemptEnd.Expired);

        Assert.Equal(["5-50"], course.Pauses());
        Assert.Equal("waiting 60 lost 5", course.Totals());
        Assert.Equal("waiting 60 lost 5", course.Totals(worker: 1));
    }

    [Fact]
    public void Trials_that_join_a_complete_study_come_after_a_pause()
    {
        var course = Begun().Lease(0, trial: 1).Finish(5, trial: 1, Result(5)).Complete(5)
            .Extend(99).Open(100).Lease(100, trial: 2).Finish(105, trial: 2, Result(5)).Complete(105);

        Assert.Equal(["5-100"], course.Pauses());
        Assert.Equal("training 10", course.Totals());
    }

    [Fact]
    public void What_a_study_waits_for_before_it_is_opened_is_no_pause() =>
        Assert.Empty(new Course().Create(0).Open(3).Lease(4, trial: 1).Pauses());

    [Fact]
    public void Several_trials_at_once_share_their_time()
    {
        var course = Begun().Lease(0, trial: 1).Lease(4, trial: 2)
            .Finish(8, trial: 1, Result(seconds: 6, loading: 2)).End(10, trial: 2, AttemptEnd.Failed).Complete(11);

        // Trial 1: 4 s alone and half of 4 s, of which a quarter was loading; trial 2: half of 4 s and 2 s alone.
        Assert.Equal(["0-8: 2 6 0 0", "4-10: 0 6 0 0 lost"], course.Spans());
        Assert.Equal("waiting 1 loading 1.5 training 4.5 lost 4", course.Totals());
    }

    [Fact]
    public void A_worker_does_not_wait_for_what_cannot_be_divided_among_its_trials() =>
        Assert.Equal("training 1", Begun().Lease(0, trial: 1).Lease(0, trial: 2).Lease(0, trial: 3).Complete(1).Totals());

    [Fact]
    public void A_clock_that_is_set_back_stands_still_and_goes_on()
    {
        var course = Begun().Lease(3000, trial: 1).Epoch(10, trial: 1).Finish(14, trial: 1, Result(seconds: 4)).Lease(15, trial: 2);

        Assert.Equal(["3000-3004: 0 4 0 0", "3005-3005: 0 0 0 0"], course.Spans());
        Assert.Equal("waiting 3001 training 4", course.Totals());
    }

    [Fact]
    public void The_lives_of_a_worker_are_one_worker_and_workers_stand_by_their_numbers()
    {
        var course = Begun().Lease(0, trial: 1, "node-10/0~aaaaaa").Lease(0, trial: 2, "node-9/0~bbbbbb").Lease(0, trial: 3, "local-2")
            .End(5, trial: 2, AttemptEnd.Expired).Lease(6, trial: 2, "node-9/0~cccccc", attempt: 2).Lease(6, trial: 4, "\u001b[31mred");

        Assert.Equal(["\\u001b[31mred", "local-2", "node-9/0", "node-10/0"], course.Timeline.Workers.Select(w => w.Worker));
        Assert.Equal(2, course.Timeline.Workers[2].Spans.Length);
    }

    [Fact]
    public void Events_that_speak_of_no_attempt_at_hand_change_nothing()
    {
        var course = Begun().Finish(1, trial: 9, Result(1)).End(2, trial: 9, AttemptEnd.Failed).Renew(3, trial: 9).Epoch(4, trial: 9);

        Assert.Empty(course.Timeline.Workers);
        Assert.Equal(TimeSpan.FromSeconds(4), course.Timeline.Duration);
    }

    [Fact]
    public void No_events_have_no_timeline() => Assert.Equal(Describe(Reporting.Timelines.StudyTimeline.Empty), Describe(new Course().Timeline));
}
