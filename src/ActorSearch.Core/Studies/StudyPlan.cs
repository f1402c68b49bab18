using System.Collections.Immutable;
using ActorSearch.Core.Trials;

namespace ActorSearch.Core.Studies;

/// <summary>A study as an experiment file asks for it, before it is compared with what the store holds.</summary>
public sealed record StudyPlan(StudyDefinition Definition, ImmutableArray<TrialPlan> Trials);
