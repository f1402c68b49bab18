using ActorSearch.Core.Space;
using ActorSearch.Core.Studies;

namespace ActorSearch.Reporting.Measurements;

/// <summary>How measurements within an epoch are counted on from one epoch to the next.</summary>
internal static class TrainingSteps
{
    /// <summary>Steps of an epoch; null where they are not known. The last, smaller batch of an epoch is a step too.</summary>
    public static long? PerEpoch(StudyDefinition definition, TrialConfig config) =>
        definition.KnownTrainImages is { } images
        && config.Get(ParameterNames.BatchSize) is ParameterValue.Integer { Value: > 0 and var batch }
            ? (images + batch - 1) / batch
            : null;
}
