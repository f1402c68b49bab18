using System.Collections.Immutable;
using ActorSearch.Core.Networks;
using ActorSearch.Core.Space;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Experiments;

/// <summary>Expands an experiment into its trials.</summary>
public static class Grid
{
    /// <summary>
    /// The trials of an experiment in the order in which they are run: a first seed of all points before the second.
    /// Points that mean the same (a key that does not apply to their architecture) are one trial.
    /// </summary>
    /// <param name="spec">The experiment.</param>
    /// <param name="image">Size of the data set's images.</param>
    /// <param name="classes">Number of the data set's classes.</param>
    public static GridExpansion Expand(ExperimentSpec spec, ImageShape image, int classes)
    {
        var seen = new HashSet<TrialConfig>();
        var points = new List<TrialPlan>();
        var coinciding = 0;
        foreach (var config in spec.Space.Points())
        {
            if (seen.Add(config))
            {
                points.Add(Plan(config, image, classes));
            }
            else
            {
                coinciding++;
            }
        }

        var trials = ImmutableArray.CreateBuilder<TrialPlan>(points.Count * spec.Replicates);
        trials.AddRange(points);
        for (var replicate = 1; replicate < spec.Replicates; replicate++)
        {
            foreach (var point in points)
            {
                trials.Add(point with { Id = TrialId.Of(point.Config, replicate), Replicate = replicate });
            }
        }

        return new GridExpansion(trials.MoveToImmutable(), coinciding);
    }

    private static TrialPlan Plan(TrialConfig config, ImageShape image, int classes)
    {
        var id = TrialId.Of(config, replicate: 0);
        return NetworkPlanner.Plan(config, image, classes) switch
        {
            NetworkPlanning.Planned { Network: var network } => new TrialPlan(
                id,
                config,
                Replicate: 0,
                network.Parameters,
                network.MultiplyAccumulates,
                network.TrainingMemoryBytes(config.GetInteger(ParameterNames.BatchSize)),
                Rejection: null),
            NetworkPlanning.Rejected { Reason: var reason } => new TrialPlan(id, config, Replicate: 0, 0, 0, 0, reason),
            _ => throw new InvalidOperationException("a planning is a plan or a rejection"),
        };
    }
}
