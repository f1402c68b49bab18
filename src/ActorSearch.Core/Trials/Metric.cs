namespace ActorSearch.Core.Trials;

/// <summary>A figure of every epoch that an objective may name. Test figures are none of them: the ranking never looks at test data.</summary>
public enum Metric
{
    TrainLoss,
    TrainAccuracy,
    ValidationLoss,
    ValidationAccuracy,
}
