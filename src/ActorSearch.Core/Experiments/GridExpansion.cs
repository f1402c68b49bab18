using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Experiments;

/// <summary>The trials of an experiment.</summary>
/// <param name="Trials">Every trial, rejected ones included, in the order in which they are run.</param>
/// <param name="CoincidingPoints">Points left out because an earlier point means the same.</param>
public sealed record GridExpansion(ImmutableArray<TrialPlan> Trials, int CoincidingPoints);
