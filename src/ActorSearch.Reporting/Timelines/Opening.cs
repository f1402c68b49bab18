namespace ActorSearch.Reporting.Timelines;

/// <summary>A coordinator took the study over, after a while without one.</summary>
/// <param name="from">When the study was last heard of before.</param>
/// <param name="to">When it was opened.</param>
internal sealed class Opening(TimeSpan from, TimeSpan to)
{
    /// <summary>When the study was last heard of before.</summary>
    public TimeSpan From => from;

    /// <summary>When it was opened.</summary>
    public TimeSpan To => to;

    /// <summary>Attempts that ran on by the ledger and of which nothing was heard since.</summary>
    public int Silent { get; set; }

    /// <summary>Whether an attempt from before was heard of again: only the coordinator was away, and its workers went on.</summary>
    public bool IsOutlived { get; set; }

    /// <summary>Whether nobody ran the study meanwhile. While an attempt may still be heard of, that is not said.</summary>
    public bool IsPause => !IsOutlived && Silent == 0 && to > from;
}
