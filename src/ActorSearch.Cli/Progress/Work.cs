using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;

namespace ActorSearch.Cli.Progress;

/// <summary>
/// How much there is to do in trials, and how fast it went so far. The unit is a multiply-accumulate of one image's
/// forward pass, an epoch: trials of one study share their images, so it is the ratio between trials that counts.
/// </summary>
/// <param name="Left">Work of the trials that have not ended.</param>
/// <param name="Done">Work of the trials that have.</param>
/// <param name="DoneSeconds">What they took.</param>
internal readonly record struct Work(double Left, double Done, double DoneSeconds)
{
    /// <summary>Work of a trial, trained to its end.</summary>
    public static double Of(TrialPlan plan) =>
        (double)plan.MultiplyAccumulates * plan.Config.GetInteger(ParameterNames.Epochs);

    /// <summary>The work after a trial came to a result.</summary>
    public Work Ended(TrialPlan plan, TrialResult result)
    {
        var done = (double)plan.MultiplyAccumulates * result.Epochs;
        return new Work(Left - Of(plan), Done + done, DoneSeconds + (done > 0 ? result.Seconds : 0));
    }

    /// <summary>The time left, if all goes on as it went; null while nothing has ended.</summary>
    /// <param name="begun">Work done in trials that have not ended.</param>
    /// <param name="workers">Trials trained at a time.</param>
    public TimeSpan? TimeLeft(double begun, int workers)
    {
        if (Done <= 0 || workers < 1)
        {
            return null;
        }

        var seconds = Math.Max(Left - begun, 0) * (DoneSeconds / Done) / workers;
        return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }
}
