using ActorSearch.Core.Trials;

namespace ActorSearch.Cli.Progress;

/// <summary>A point of the grid as it stands among the others.</summary>
/// <param name="Plan">The first of its trials that ended.</param>
/// <param name="Mean">Mean of the study's objective over the seeds that ended.</param>
/// <param name="Seeds">Their number.</param>
internal sealed record LeadingPoint(TrialPlan Plan, double Mean, int Seeds)
{
    /// <summary>The point after another of its seeds ended.</summary>
    public LeadingPoint With(TrialPlan plan, double value) => new(
        plan.Replicate < Plan.Replicate ? plan : Plan, Mean + ((value - Mean) / (Seeds + 1)), Seeds + 1);
}
