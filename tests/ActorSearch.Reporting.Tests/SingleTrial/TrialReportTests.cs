using System.Text.Json;
using ActorSearch.Core.Studies;
using ActorSearch.Reporting.SingleTrial;

namespace ActorSearch.Reporting.Tests.SingleTrial;

public sealed class TrialReportTests
{
    [Fact]
    public void A_trial_shows_its_attempts_and_the_curve_of_the_one_that_finished()
    {
        var study = new SampleStudy("learning_rate: [0.1]", maxAttempts: 2);
        var first = study.Claim("worker-1");
        study.Do(new StudyCommand.ReportEpoch(first.Plan.Id, 1, SampleStudy.Epoch(0.1, epoch: 1)));
        study.Do(new StudyCommand.ReportEpoch(first.Plan.Id, 1, SampleStudy.Epoch(0.2, epoch: 2)));
        study.Do(new StudyCommand.Fail(first.Plan.Id, 1, "out of\nmemory"));
        var second = study.Claim("worker-\u001b2");
        study.Do(new StudyCommand.ReportEpoch(first.Plan.Id, 2, SampleStudy.Epoch(0.9, epoch: 1)));
        study.Do(new StudyCommand.Finish(second.Plan.Id, 2, SampleStudy.Completed(0.9)));

        var report = Find(study, first.Plan.Id.ToString()[..6].ToUpperInvariant());

        Assert.Equal(first.Seed, report.Seed);
        Assert.Equal([0.9], report.Curve.Select(e => e.ValidationAccuracy));
        var expected = """
            Trial 03a676f4cfc92096f26558874ea0c330 of sample: completed
            Replicate 0, seed 8363858701835493795.
            validation_accuracy 0.9000 at epoch 1 of 1; test_accuracy 0.7500, test_loss 0.2500; 12.5 s.

            Configuration
            hyperparameter     value          from
            --------------------------------------------
            architecture       conv-stack     default
            channels           16-32          default
            layers             2              default
            kernel_size        3              default
            first_kernel_size  3              default
            stride             1              default
            padding            same           default
            pooling            max            default
            global_pooling     none           default
            activation         relu           default
            batch_norm         false          default
            dropout            0              default
            hidden             none           default
            convolution        native         default
            init               default        default
            epochs             5              default
            batch_size         64             default
            loss               cross_entropy  default
            optimizer          adam           default
            learning_rate      0.1            experiment
            schedule           constant       default
            weight_decay       0              default

            Layers
            layer    what                           input     output    parameters       macs
            ---------------------------------------------------------------------------------
            input                                             1x28x28
            conv1    conv 3x3, stride 1, padding 1  1x28x28   16x28x28         160    112,896
            relu1    relu                           16x28x28  16x28x28           0          0
            pool1    max pool 2x2                   16x28x28  16x14x14           0          0
            conv2    conv 3x3, stride 1, padding 1  16x14x14  32x14x14       4,640    903,168
            relu2    relu                           32x14x14  32x14x14           0          0
            pool2    max pool 2x2                   32x14x14  32x7x7             0          0
            flatten  flatten                        32x7x7    1568x1x1           0          0
            output   linear 1568 to 10              1568x1x1  10x1x1        15,690     15,680
            total                                                           20,490  1,031,744

            Epochs
            epoch  train_loss  train_accuracy  validation_loss  validation_accuracy  seconds
            --------------------------------------------------------------------------------
                1      0.5000          0.8000           0.1000               0.9000      1.5

            Attempts
            attempt  worker          started               ended                 how        epochs  reason
            -----------------------------------------------------------------------------------------------------
                  1  worker-1        2026-01-02 03:04:20Z  2026-01-02 03:04:50Z  failed          2  out of memory
                  2  worker-\u001b2  2026-01-02 03:05:00Z  2026-01-02 03:05:20Z  completed       1  -

            """;
        using var text = new StringWriter { NewLine = "\n" };
        TrialReportWriter.WriteText(report, text, width: null);
        Assert.Equal(expected, text.ToString());
    }

    [Fact]
    public void The_json_of_a_trial_is_one_line_with_its_epochs_and_attempts()
    {
        var study = new SampleStudy("learning_rate: [0.1]");
        var lease = study.Claim();
        study.Do(new StudyCommand.ReportEpoch(lease.Plan.Id, 1, SampleStudy.Epoch(0.9)));
        study.Do(new StudyCommand.HandBack(lease.Plan.Id, 1, "going home"));

        var json = TrialReportWriter.ToJson(Find(study, lease.Plan.Id.ToString()));

        Assert.DoesNotContain('\n', json);
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        Assert.Equal("actorsearch/trial/1", root.GetProperty("schema").GetString());
        Assert.Equal("waiting", root.GetProperty("outcome").GetString());
        Assert.Equal(0.1, root.GetProperty("stated").GetProperty("learning_rate").GetDouble());
        Assert.Equal("handed back", root.GetProperty("attempts")[0].GetProperty("end").GetString());
        Assert.Equal(0.9, root.GetProperty("epochs")[0].GetProperty("validation_accuracy").GetDouble());
        Assert.Equal(20490, root.GetProperty("network").GetProperty("parameters").GetInt64());
    }

    [Fact]
    public void A_trial_says_what_its_time_went_into_and_what_trained_it_as_far_as_its_worker_did()
    {
        var measured = SampleStudy.Completed(0.9) with { LoadingSeconds = 1.25, EvaluatingSeconds = 2.5, Machine = "Z80\u001b[2J, libtorch 1.13" };
        var study = new SampleStudy("learning_rate: [0.1]").Finish(measured);

        Assert.Contains("; 12.5 s.\nTime: loading 1.2 s, training 10.0 s, evaluating 2.5 s.\nMachine: Z80\\u001b[2J, libtorch 1.13\n\n", Text(study), StringComparison.Ordinal);
        Assert.Contains(
            "\"loading_seconds\":1.25,\"evaluating_seconds\":2.5,\"machine\":\"Z80\\u001B[2J, libtorch 1.13\"",
            TrialReportWriter.ToJson(Find(study, study.Plans[0].Id.ToString())),
            StringComparison.Ordinal);
        Assert.Contains(
            "; 12.5 s.\nTime: loading 1.2 s.\n\n",
            Text(new SampleStudy("learning_rate: [0.1]").Finish(measured with { EvaluatingSeconds = null, Machine = null })),
            StringComparison.Ordinal);

        static string Text(SampleStudy study)
        {
            using var text = new StringWriter { NewLine = "\n" };
            TrialReportWriter.WriteText(Find(study, study.Plans[0].Id.ToString()), text, width: null);
            return text.ToString();
        }
    }

    [Fact]
    public void A_rejected_trial_has_a_reason_and_no_layers()
    {
        var study = new SampleStudy("kernel_size: [2]");

        var report = Find(study, study.Plans[0].Id.ToString());

        Assert.Null(report.Network);
        Assert.Empty(report.Attempts);
        Assert.Equal("rejected", report.Outcome);
        Assert.Contains("odd kernel_size", report.Trial.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Digits_that_several_trials_share_name_the_candidates()
    {
        // Seventeen identities: two of them share their first of sixteen digits.
        var rates = string.Join(", ", Enumerable.Range(1, 17).Select(i => $"0.{i:00}1"));
        var study = new SampleStudy($"learning_rate: [{rates}]");
        var shared = study.Plans.GroupBy(p => p.Id.ToString()[..1]).First(g => g.Count() > 1);

        var lookup = Assert.IsType<TrialLookup.Ambiguous>(TrialReport.Find(study.Events, shared.Key));

        Assert.Equal(shared.Select(p => p.Id).Order(), lookup.Candidates.Select(c => c.Id));
        Assert.All(shared, p => Assert.Contains($"{p.Id} (waiting, study sample)", lookup.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("0123456789", "no trial's identity begins with '0123456789'")]
    [InlineData("", "expected the first hexadecimal digits")]
    [InlineData("best\u001b[0m", "'best\\u001b[0m' is no trial")]
    public void Digits_that_no_trial_has_are_an_error_for_people(string prefix, string expected)
    {
        var lookup = Assert.IsType<TrialLookup.None>(TrialReport.Find(new SampleStudy("layers: [1, 2]").Events, prefix));

        Assert.Contains(expected, lookup.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Over_several_studies_one_hit_is_found_and_two_are_ambiguous()
    {
        var study = new SampleStudy("layers: [1]");
        var id = study.Plans[0].Id.ToString();
        var hit = TrialReport.Find(study.Events, id);
        var miss = new TrialLookup.None(id);

        Assert.Same(hit, TrialLookup.Combine(id, [miss, hit, miss]));
        Assert.Equal(2, Assert.IsType<TrialLookup.Ambiguous>(TrialLookup.Combine(id, [hit, hit])).Candidates.Length);
        Assert.IsType<TrialLookup.None>(TrialLookup.Combine(id, [miss]));
    }

    [Fact]
    public async Task Events_that_come_one_by_one_find_the_same_trial()
    {
        var study = new SampleStudy("layers: [1, 2]").Finish(0.5);
        var id = study.Plans[0].Id.ToString();

        var found = Assert.IsType<TrialLookup.Found>(await TrialReport.FindAsync(study.Events.ToAsyncEnumerable(), id));

        Assert.Equal(TrialReportWriter.ToJson(Find(study, id)), TrialReportWriter.ToJson(found.Report));
    }

    private static TrialReport Find(SampleStudy study, string prefix) =>
        Assert.IsType<TrialLookup.Found>(TrialReport.Find(study.Events, prefix)).Report;
}
