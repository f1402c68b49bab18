using System.Text.Json;
using ActorSearch.Reporting.Stores;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Tests.Stores;

public sealed class StudySummaryTests
{
    [Fact]
    public void The_listing_has_a_line_a_study()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]").Finish(0.5).Diverge("the loss became NaN");

        using var text = new StringWriter { NewLine = "\n" };
        StudySummaryWriter.WriteText([Summarise(study, TimeSpan.Zero)], text, width: null);

        Assert.Equal(
            """
            study   state     ended  trials  outcomes                 objective              best  best trial  started               last event
            ---------------------------------------------------------------------------------------------------------------------------------------------
            sample  complete      2       2  1 completed, 1 diverged  validation_accuracy  0.5000  03a676      2026-01-02 03:04:00Z  2026-01-02 03:04:50Z

            """,
            text.ToString());
    }

    [Fact]
    public void A_study_runs_while_a_lease_holds()
    {
        var study = new SampleStudy("layers: [1, 2]");
        Assert.Equal("incomplete", Summarise(study, TimeSpan.Zero).State);

        study.Claim();

        Assert.Equal("running", Summarise(study, TimeSpan.FromSeconds(59)).State);
        Assert.Equal("incomplete", Summarise(study, TimeSpan.FromSeconds(60)).State);
    }

    [Fact]
    public void An_epoch_and_a_renewal_prolong_the_lease_and_a_new_opening_restarts_it()
    {
        var study = new SampleStudy("layers: [1, 2]");
        var lease = study.Claim();
        study.Do(new Core.Studies.StudyCommand.ReportEpoch(lease.Plan.Id, 1, SampleStudy.Epoch(0.5)));
        Assert.Equal("running", Summarise(study, TimeSpan.FromSeconds(59)).State);

        study.Do(new Core.Studies.StudyCommand.Renew(lease.Plan.Id, 1));
        Assert.Equal("running", Summarise(study, TimeSpan.FromSeconds(59)).State);
        Assert.Equal(0.5, StudyReport.From(study.Events).Unranked.Single(r => r.Outcome == "running").Trial.LastEpoch!.ValidationAccuracy);

        study.Do(new Core.Studies.StudyCommand.Open(TimeSpan.FromSeconds(5), WorkersAreGone: false));
        Assert.Equal("running", Summarise(study, TimeSpan.FromSeconds(4)).State);
        Assert.Equal("incomplete", Summarise(study, TimeSpan.FromSeconds(6)).State);
    }

    [Fact]
    public void The_json_of_a_store_is_one_line()
    {
        var json = StudySummaryWriter.ToJson([Summarise(new SampleStudy("layers: [1, 2]"), TimeSpan.Zero)]);

        Assert.DoesNotContain('\n', json);
        using var document = JsonDocument.Parse(json);
        var study = document.RootElement.GetProperty("studies")[0];
        Assert.Equal("incomplete", study.GetProperty("state").GetString());
        Assert.Equal(JsonValueKind.Null, study.GetProperty("best").ValueKind);
        Assert.Equal(2, study.GetProperty("counts").GetProperty("waiting").GetInt32());
    }

    [Fact]
    public void With_several_seeds_the_best_is_that_of_the_best_configuration_and_no_single_lucky_seed()
    {
        var study = new SampleStudy("learning_rate: [0.1, 0.01]", replicates: 2).Finish(0.95).Finish(0.75).Finish(0.25).Finish(0.875);
        var report = StudyReport.From(study.Events);

        using var document = JsonDocument.Parse(StudySummaryWriter.ToJson([Summarise(study, TimeSpan.Zero)]));
        var summary = document.RootElement.GetProperty("studies")[0];

        Assert.Equal(0.8125, summary.GetProperty("best").GetDouble());
        Assert.Equal(report.Points[0].Trials[0].Id.ToString(), summary.GetProperty("best_trial").GetString());
    }

    private static StudySummary Summarise(SampleStudy study, TimeSpan later) =>
        StudySummary.Of(StudyReport.From(study.Events), study.Events[^1].At + later);
}
