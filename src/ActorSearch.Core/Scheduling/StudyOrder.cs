using System.Collections.Immutable;
using ActorSearch.Core.Studies;

namespace ActorSearch.Core.Scheduling;

/// <summary>Which of several studies a worker that asks for work is offered first.</summary>
public static class StudyOrder
{
    /// <summary>The studies that are not over, first the one whose trials are to be tried first.</summary>
    /// <param name="studies">The studies, in the order in which they were submitted.</param>
    /// <param name="sharing">How they share the workers.</param>
    public static ImmutableArray<StudyState> Of(IEnumerable<StudyState> studies, StudySharing sharing)
    {
        var open = studies.Where(s => !s.AllEnded);
        return sharing switch
        {
            StudySharing.Queue => [.. open],
            StudySharing.Share => [.. open.OrderBy(s => s.Running.Count)], // Stable: of equals the older study is first.
            _ => throw new ArgumentOutOfRangeException(nameof(sharing), sharing, "no such way to share"),
        };
    }
}
