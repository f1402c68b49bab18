namespace ActorSearch.Core.Scheduling;

/// <summary>How several studies share the workers.</summary>
public enum StudySharing
{
    /// <summary>One after the other, in the order of submission; the next one gets what the one before has no trials for.</summary>
    Queue,

    /// <summary>Side by side, with equal numbers of trials in training.</summary>
    Share,
}
