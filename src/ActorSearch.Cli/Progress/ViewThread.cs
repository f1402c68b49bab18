using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Studies;

namespace ActorSearch.Cli.Progress;

/// <summary>Takes what the coordinator records and shows it on a thread of its own, so that the coordinator never waits for a terminal.</summary>
internal sealed class ViewThread : ISearchObserver, IDisposable
{
    private static readonly TimeSpan RefreshEvery = TimeSpan.FromMilliseconds(125);

    private readonly BlockingCollection<(StudyState Study, IReadOnlyList<StudyEvent> Events)> _recorded = [];
    private readonly RunSetting _setting;
    private readonly Action<Exception> _onViewFailure;
    private readonly Thread _thread;
    private ImmutableArray<ISearchView> _views;
    private ProgressState? _state;

    /// <summary>Starts the thread.</summary>
    /// <param name="views">What is shown; each hears of everything.</param>
    /// <param name="setting">How the run was started.</param>
    /// <param name="onViewFailure">Hears of a view that threw; the view is dropped and the search goes on.</param>
    public ViewThread(ImmutableArray<ISearchView> views, RunSetting setting, Action<Exception> onViewFailure)
    {
        _views = views;
        _setting = setting;
        _onViewFailure = onViewFailure;
        _thread = new Thread(() => RunWithin(views)) { Name = "progress", IsBackground = true };
        _thread.Start();
    }

    /// <inheritdoc />
    public void Recorded(StudyState state, IReadOnlyList<StudyEvent> events) => _recorded.Add((state, events));

    /// <summary>Shows what is left to show, and ends the thread.</summary>
    public void Dispose()
    {
        _recorded.CompleteAdding();
        _thread.Join();
        _recorded.Dispose();
    }

    private void RunWithin(ImmutableArray<ISearchView> views)
    {
        if (views.IsEmpty)
        {
            Run();
        }
        else
        {
            try
            {
                views[0].Around(() => RunWithin(views[1..]));
            }
#pragma warning disable CA1031 // A scope that cannot be begun or ended must not take the search with it either.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Drop(views[0], exception);
                RunWithin(views[1..]); // Ends at once where the loop was through.
            }
        }
    }

    private void Run()
    {
        while (!_recorded.IsCompleted)
        {
            if (_recorded.TryTake(out var first, RefreshEvery))
            {
                Show(first.Study, first.Events);
                while (_recorded.TryTake(out var next))
                {
                    Show(next.Study, next.Events);
                }
            }

            if (_state is { } state)
            {
                OnViews(v => v.Refresh(state));
            }
        }
    }

    private void Show(StudyState study, IReadOnlyList<StudyEvent> events)
    {
        if (_state is null)
        {
            // The first events are the opening's own, and the study's state holds all that they say.
            var begun = ProgressState.Of(study, _setting);
            _state = begun;
            OnViews(v => v.Open(events));
            OnViews(v => v.Begin(begun));
            return;
        }

        foreach (var happened in events)
        {
            var state = _state.Apply(study, happened);
            _state = state;
            OnViews(v => v.Show(state, study, happened));
        }
    }

    private void OnViews(Action<ISearchView> action)
    {
        foreach (var view in _views)
        {
            try
            {
                action(view);
            }
#pragma warning disable CA1031 // A terminal that is gone must not take the search with it.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                Drop(view, exception);
            }
        }
    }

    private void Drop(ISearchView view, Exception exception)
    {
        _views = _views.Remove(view);
        _onViewFailure(exception);
    }
}
