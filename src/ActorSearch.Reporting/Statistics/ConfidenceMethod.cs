namespace ActorSearch.Reporting.Statistics;

/// <summary>Where intervals and groups come from.</summary>
public enum ConfidenceMethod
{
    /// <summary>Nothing tells: one seed a point and a metric that is no share of images, or images of unknown number.</summary>
    None,

    /// <summary>One seed a point: the binomial error of an accuracy over so many validation images.</summary>
    Binomial,

    /// <summary>Several seeds a point: bootstrap over the seeds.</summary>
    Bootstrap,
}
