using System.Collections.Immutable;
using ActorSearch.Core.Studies;

namespace ActorSearch.Cli.Progress;

/// <summary>Shows views that need it what happened to a study before this run.</summary>
/// <param name="views">The views.</param>
/// <param name="onViewFailure">Hears of a view that threw, which is left out.</param>
internal sealed class EarlierEvents(ImmutableArray<ISearchView> views, Action<Exception> onViewFailure)
{
    /// <summary>Whether there is anybody to show it to.</summary>
    public bool AreNeeded => Views.Any(v => v.NeedsEarlier);

    /// <summary>The views but for those that threw.</summary>
    public ImmutableArray<ISearchView> Views { get; private set; } = views;

    /// <summary>Shows an event.</summary>
    public void Add(StudyEvent happened)
    {
        foreach (var view in Views.Where(v => v.NeedsEarlier))
        {
            try
            {
                view.Earlier(happened);
            }
#pragma warning disable CA1031 // A view that fails must not take the search with it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Views = Views.Remove(view);
                onViewFailure(exception);
            }
        }
    }
}
