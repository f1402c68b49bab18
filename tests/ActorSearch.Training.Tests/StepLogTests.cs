using ActorSearch.Training.Trials;
using static TorchSharp.torch;

namespace ActorSearch.Training.Tests;

public class StepLogTests
{
    [Fact]
    public void The_first_loss_that_is_not_finite_is_named_by_its_step()
    {
        using var log = Recorded(0.5f, 0.25f, float.PositiveInfinity, float.NaN);

        Assert.Equal(2, log.ReadFirstNotFinite());
        Assert.Equal(double.PositiveInfinity, log.LossOf(2));
    }

    [Fact]
    public void Only_what_was_recorded_since_the_last_reading_is_read()
    {
        using var log = Recorded(float.NaN, 0.5f);

        Assert.Equal(0, log.ReadFirstNotFinite());
        Assert.Null(log.ReadFirstNotFinite());
    }

    [Fact]
    public void The_summary_weighs_each_step_by_its_images()
    {
        using var scope = NewDisposeScope();
        using var log = new StepLog(2, CPU);
        log.Record(tensor(1f), Answers(0, 1, 1), tensor([0L, 1L, 0L]));
        log.Record(tensor(3f), Answers(1), tensor([1L]));

        Assert.Equal((1.5, 0.75), log.Summarise());
    }

    private static StepLog Recorded(params float[] losses)
    {
        using var scope = NewDisposeScope();
        var log = new StepLog(losses.Length, CPU);
        foreach (var loss in losses)
        {
            log.Record(tensor(loss), Answers(0), tensor([0L]));
        }

        return log;
    }

    /// <summary>Scores of two classes that answer the given ones.</summary>
    private static Tensor Answers(params int[] classes) =>
        tensor(classes.SelectMany(c => c == 0 ? new[] { 1f, 0f } : [0f, 1f]).ToArray(), [classes.Length, 2]);
}
