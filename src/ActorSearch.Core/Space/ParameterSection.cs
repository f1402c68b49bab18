namespace ActorSearch.Core.Space;

/// <summary>The section of an experiment file in which a hyperparameter is at home.</summary>
public enum ParameterSection
{
    Model,
    Training,
}
