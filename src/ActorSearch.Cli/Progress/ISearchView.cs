using ActorSearch.Core.Studies;

namespace ActorSearch.Cli.Progress;

/// <summary>Shows a search as it goes. All calls come from one thread.</summary>
internal interface ISearchView
{
    /// <summary>Runs the loop that makes all further calls; a view that needs a scope for it wraps it.</summary>
    void Around(Action loop) => loop();

    /// <summary>Whether the view needs what happened to the study before this run.</summary>
    bool NeedsEarlier => false;

    /// <summary>An event from before this run; all of them come before <see cref="Open"/>, from whatever thread.</summary>
    void Earlier(StudyEvent happened)
    {
    }

    /// <summary>The events with which the run opened the study, before <see cref="Begin"/>.</summary>
    void Open(IReadOnlyList<StudyEvent> opening)
    {
    }

    /// <summary>The run begins with the study in this state.</summary>
    void Begin(ProgressState state)
    {
    }

    /// <summary>An event was recorded, and this is the state after it.</summary>
    void Show(ProgressState state, StudyState study, StudyEvent happened)
    {
    }

    /// <summary>Time to draw; comes several times a second.</summary>
    void Refresh(ProgressState state)
    {
    }
}
