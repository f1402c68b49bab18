namespace ActorSearch.Reporting.Timelines;

/// <summary>What a worker's time went into.</summary>
public enum SpanKind
{
    /// <summary>No trial: before the first, between two, after the last until the study's end.</summary>
    Waiting,

    /// <summary>A trial's beginning: training process, trainer, images on the device. And keeping its weights, at its end.</summary>
    Loading,

    /// <summary>First weights and steps of training, and whatever of an attempt is not known to be something else.</summary>
    Training,

    /// <summary>Measurements on validation and test images.</summary>
    Evaluating,

    /// <summary>The way of lease and result between worker and coordinator, and into the store.</summary>
    Recording,

    /// <summary>An attempt that came to nothing.</summary>
    Lost,
}
