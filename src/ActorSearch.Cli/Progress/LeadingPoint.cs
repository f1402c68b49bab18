using System.Collections.Immutable;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Statistics;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Cli.Progress;

/// <summary>A point of the grid as it stands among the others, by the rules of the report's ranking.</summary>
internal sealed record LeadingPoint
{
    private LeadingPoint(TrialPlan plan) => Plan = plan;

    /// <summary>Its first seed, ended or not.</summary>
    public TrialPlan Plan { get; }

    /// <summary>Mean of the study's objective over the seeds that count; NaN where none does.</summary>
    public double Mean { get; private init; } = double.NaN;

    /// <summary>Number of seeds in the mean.</summary>
    public int Seeds => Metrics.Count;

    /// <summary>Number of seeds that diverged.</summary>
    public int Diverged { get; private init; }

    /// <summary>Where it stands; only of a point with a seed in its mean.</summary>
    public PointOrder Order => new(Seeds, Diverged, new TrialOrder(Mean, Plan.Parameters, Plan.Id));

    private ImmutableList<double> Metrics { get; init; } = [];

    /// <summary>The point of a trial, before any of its seeds ended.</summary>
    public static LeadingPoint Of(TrialPlan plan) => new(plan with { Id = TrialId.Of(plan.Config, replicate: 0), Replicate = 0 });

    /// <summary>The point after another of its seeds came to a result.</summary>
    /// <param name="metric">The seed's metric; null where it is not ranked.</param>
    /// <param name="hasDiverged">Whether it diverged.</param>
    public LeadingPoint With(double? metric, bool hasDiverged)
    {
        var metrics = metric is { } value ? Metrics.Add(value) : Metrics;
        return this with { Metrics = metrics, Mean = Means.Of(metrics), Diverged = Diverged + (hasDiverged ? 1 : 0) };
    }

    /// <summary>Two are the same of the same seeds, in whatever order these ended.</summary>
    public bool Equals(LeadingPoint? other) =>
        other is not null && Plan == other.Plan && Mean.Equals(other.Mean) && Seeds == other.Seeds && Diverged == other.Diverged;

    public override int GetHashCode() => HashCode.Combine(Plan, Mean, Seeds, Diverged);
}
