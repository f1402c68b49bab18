namespace ActorSearch.Core.Studies;

/// <summary>How an attempt ended that brought no result.</summary>
public enum AttemptEnd
{
    /// <summary>Its worker reported an error. Counts towards the limit.</summary>
    Failed,

    /// <summary>Its lease ran out without a word. Counts towards the limit.</summary>
    Expired,

    /// <summary>Its worker gave it back, or went away in good order. Does not count.</summary>
    HandedBack,

    /// <summary>Its device had no memory left for it beside other trials. Does not count; it is tried again with fewer.</summary>
    OutOfMemory,
}
