using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Measurements;

namespace ActorSearch.Reporting.TensorBoard;

/// <summary>The event file of one attempt at a trial: its hyperparameters, its curves, and what it came to.</summary>
internal sealed class TrialEvents
{
    private readonly StudyDefinition _definition;
    private readonly long? _stepsPerEpoch;

    public TrialEvents(StudyDefinition definition, TrialPlan plan, string group, int attempt, DateTimeOffset at)
    {
        _definition = definition;
        Plan = plan;
        Attempt = attempt;
        Stream = new EventStream(at);
        Stream.Describe(at, HyperparameterTable.BeginTag, HyperparameterTable.Begin(plan.Config, group, at));
        _stepsPerEpoch = TrainingSteps.PerEpoch(definition, plan.Config);
    }

    /// <summary>The trial.</summary>
    public TrialPlan Plan { get; }

    /// <summary>The attempt's number.</summary>
    public int Attempt { get; }

    /// <summary>What it comes to in bytes.</summary>
    public EventStream Stream { get; }

    /// <summary>Bytes of its file that were written; 0 where nothing was.</summary>
    public long Written { get; set; }

    /// <summary>Adds an epoch. Measurements within it are known, and dated, with its end.</summary>
    public void Add(EpochMetrics epoch, DateTimeOffset at)
    {
        if (_stepsPerEpoch is { } steps)
        {
            foreach (var batch in epoch.Batches ?? [])
            {
                Stream.Scalars(at, ((epoch.Epoch - 1) * steps) + batch.Step, ScalarTags.Of(batch));
            }
        }

        Stream.Scalars(at, epoch.Epoch, ScalarTags.Of(epoch));
    }

    /// <summary>Adds the end.</summary>
    /// <param name="outcome">How the trial came out.</param>
    /// <param name="result">What it came to; null where it failed.</param>
    /// <param name="at">When.</param>
    public void End(TrialOutcome outcome, TrialResult? result, DateTimeOffset at)
    {
        if (result is not null)
        {
            Stream.Scalars(at, result.Best?.Epoch ?? result.Epochs, ScalarTags.Of(result, _definition.Objective));
        }

        Stream.Describe(at, HyperparameterTable.EndTag, HyperparameterTable.End(outcome, at));
    }
}
