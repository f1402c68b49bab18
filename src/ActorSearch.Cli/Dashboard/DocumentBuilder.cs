using System.Collections.Concurrent;
using System.Diagnostics;
using ActorSearch.Cli.Running;
using ActorSearch.Core.Studies;
using ActorSearch.Http.Dashboard;
using ActorSearch.Reporting.Measurements;
using ActorSearch.Reporting.Page.Document;
using ActorSearch.Reporting.Page.Live;

namespace ActorSearch.Cli.Dashboard;

/// <summary>
/// Makes the documents of a study that goes on, on a thread of its own that stands back behind training: one for all who
/// watch, none while nobody does.
/// </summary>
internal sealed class DocumentBuilder : IDisposable
{
    /// <summary>Events that may wait while nobody watches; then they are taken in together.</summary>
    private const int MaxWaiting = 4096;

    private const int Niceness = 10;

    private readonly ConcurrentQueue<StudyEvent> _waiting = [];
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly MeasurementsFold _fold = new();
    private readonly BuildPace _pace;
    private readonly Action<Exception> _onFailure;
    private readonly Thread _thread;
    private int _waitingCount;
    private long _taken;
    private long _mayBuildAt;
    private PageDocument? _last;
    private volatile bool _hasBegun;
    private volatile bool _isEnding;

    /// <summary>Starts the thread.</summary>
    /// <param name="pace">How often documents are made.</param>
    /// <param name="onFailure">Hears why no more documents are made.</param>
    public DocumentBuilder(BuildPace pace, Action<Exception> onFailure)
    {
        (_pace, _onFailure) = (pace, onFailure);
        Channel = new LiveChannel(() => _wake.Set());
        _thread = new Thread(Run) { Name = "dashboard", IsBackground = true };
        _thread.Start();
    }

    /// <summary>What the documents go to.</summary>
    public LiveChannel Channel { get; }

    /// <summary>Number of documents that were made.</summary>
    public int Built { get; private set; }

    /// <summary>Takes the next event. Never waits.</summary>
    public void Add(StudyEvent happened)
    {
        _waiting.Enqueue(happened);
        if (Interlocked.Increment(ref _waitingCount) is 1 or MaxWaiting)
        {
            _wake.Set();
        }
    }

    /// <summary>The events that make the study are there.</summary>
    public void Begin()
    {
        _hasBegun = true;
        _wake.Set();
    }

    /// <summary>Makes the last document, where anybody watches, and ends the thread.</summary>
    /// <param name="within">How long to wait for that.</param>
    /// <returns>Whether the last document was made in that time, or none is wanted.</returns>
    public bool Finish(TimeSpan within)
    {
        _isEnding = true;
        _wake.Set();
        return _thread.Join(within);
    }

    /// <summary>Ends the thread, which may be in the midst of a document.</summary>
    public void Dispose()
    {
        if (Finish(TimeSpan.Zero))
        {
            _wake.Dispose();
        }
    }

    private void Run()
    {
        NativeProcess.StandBack(Niceness);
        try
        {
            var patience = Timeout.InfiniteTimeSpan;
            while (!_isEnding)
            {
                _wake.WaitOne(patience);
                patience = Step(isLast: false);
            }

            Step(isLast: true);
        }
#pragma warning disable CA1031 // Those who watch do without; the search must not.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _onFailure(exception);
            _ = Channel.EndAsync("failed", TimeSpan.Zero);
        }
    }

    /// <summary>Makes a document if it is time for one.</summary>
    /// <returns>How long to sleep.</returns>
    private TimeSpan Step(bool isLast)
    {
        var isWanted = Channel.IsWatched || Channel.IsAsked;
        if (isWanted || _waitingCount >= MaxWaiting)
        {
            TakeIn();
        }

        if (!isWanted || !_hasBegun)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var patience = Timeout.InfiniteTimeSpan;
        if (_taken > (_last?.Version ?? 0))
        {
            var early = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _mayBuildAt);
            if (early <= TimeSpan.Zero || isLast)
            {
                Build();
            }
            else
            {
                patience = early;
            }
        }

        Channel.Settle();
        return patience;
    }

    private void TakeIn()
    {
        Interlocked.Exchange(ref _waitingCount, 0);
        while (_waiting.TryDequeue(out var happened))
        {
            _fold.Add(happened);
            _taken++;
        }
    }

    private void Build()
    {
        var before = NativeProcess.ThreadTime();
        var document = PageDocument.Of(_fold.ToMeasurements(), earlier: _last);
        using var json = new MemoryStream();
        document.WriteTo(json);
        var changes = _last is null ? null : PageChanges.Between(_last, document);
        Channel.Publish(document.Version, json.ToArray(), changes);
        var rest = _pace.After(NativeProcess.ThreadTime() - before, isFirst: _last is null);
        _mayBuildAt = Stopwatch.GetTimestamp() + (long)(rest.TotalSeconds * Stopwatch.Frequency);
        _last = document;
        Built++;
    }
}
