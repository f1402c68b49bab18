using System.Globalization;

namespace ActorSearch.Http.Dashboard;

/// <summary>
/// Between what makes documents and those who watch: holds the last document, the changes that led to it, and the
/// watchers. Nothing here waits for a watcher. For any number of threads.
/// </summary>
public sealed class LiveChannel
{
    /// <summary>Changes that are kept for those who come late.</summary>
    internal const int MaxKept = 16;

    private readonly Lock _lock = new();
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];
    private readonly List<(long From, StreamFrame Frame)> _kept = [];
    private readonly HashSet<Watcher> _watchers = [];
    private readonly Action _onWanted;
    private TaskCompletionSource _asked = NewRequest();
    private bool _isAsked;
    private StreamFrame? _ended;

    /// <summary>Makes a channel.</summary>
    /// <param name="onWanted">Called when somebody begins to watch or asks for a document; must return at once.</param>
    public LiveChannel(Action onWanted) => _onWanted = onWanted;

    /// <summary>The last document; null before the first.</summary>
    public PublishedDocument? Current { get; private set; }

    /// <summary>Whether anybody watches.</summary>
    public bool IsWatched
    {
        get
        {
            lock (_lock)
            {
                return _watchers.Count > 0;
            }
        }
    }

    /// <summary>Whether somebody waits for a document; <see cref="Publish"/> and <see cref="Settle"/> answer.</summary>
    public bool IsAsked
    {
        get
        {
            lock (_lock)
            {
                return _isAsked;
            }
        }
    }

    /// <summary>Shows a new document.</summary>
    /// <param name="version">Its version, above that of the last.</param>
    /// <param name="json">The document as UTF-8.</param>
    /// <param name="changes">What makes it of the last document, as UTF-8 on one line; null where all must be read anew.</param>
    public void Publish(long version, ReadOnlyMemory<byte> json, ReadOnlyMemory<byte>? changes)
    {
        lock (_lock)
        {
            var document = new PublishedDocument(version, TagOf(version), json);
            if (changes is { } delta && Current is { } last)
            {
                var frame = StreamFrame.Delta(document.Tag, delta.Span);
                Keep(last.Version, frame, json.Length);
                Tell(frame);
            }
            else
            {
                _kept.Clear();
                Tell(StreamFrame.Reload);
            }

            Current = document;
        }

        Settle();
    }

    /// <summary>Answers those who wait for a document with the last one.</summary>
    public void Settle()
    {
        TaskCompletionSource asked;
        lock (_lock)
        {
            (asked, _asked, _isAsked) = (_asked, NewRequest(), false);
        }

        asked.TrySetResult();
    }

    /// <summary>Says that nothing more comes, and waits for the watchers to take what is left for them.</summary>
    /// <param name="status">What the search came to: one word.</param>
    /// <param name="within">How long they have.</param>
    public async Task EndAsync(string status, TimeSpan within)
    {
        Task[] leaving;
        lock (_lock)
        {
            if (_ended is not null)
            {
                return;
            }

            _ended = StreamFrame.Ended(status, Current?.Version ?? 0);
            leaving = [.. _watchers.Select(w => w.Left)];
            Tell(_ended);
        }

        Settle();
        await Task.WhenAny(Task.WhenAll(leaving), Task.Delay(within)).ConfigureAwait(false);
    }

    /// <summary>The document, as new as it can be had now; null where there is none within a time.</summary>
    internal async Task<PublishedDocument?> DocumentAsync(TimeSpan within, CancellationToken cancellation)
    {
        Task asked;
        lock (_lock)
        {
            if (_ended is not null)
            {
                return Current;
            }

            _isAsked = true;
            asked = _asked.Task;
        }

        _onWanted();
        await Task.WhenAny(asked, Task.Delay(within, cancellation)).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return Current;
    }

    /// <summary>Begins to watch.</summary>
    /// <param name="from">What the watcher has: a document's tag, or its version alone; null for nothing.</param>
    internal Watcher Watch(string? from)
    {
        var watcher = new Watcher(Forget);
        lock (_lock)
        {
            foreach (var frame in Missing(from))
            {
                watcher.Add(frame);
            }

            _watchers.Add(watcher);
        }

        _onWanted();
        return watcher;
    }

    private static TaskCompletionSource NewRequest() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string TagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"{_run}-{version}");

    /// <summary>What a watcher lacks, and the end where it has come.</summary>
    private IEnumerable<StreamFrame> Missing(string? from)
    {
        if (Current is not { } current || VersionOf(from) is not { } version)
        {
            return [StreamFrame.Reload];
        }

        var next = _kept.FindIndex(k => k.From == version);
        if (version != current.Version && next < 0)
        {
            return [StreamFrame.Reload];
        }

        var missing = next < 0 ? [] : _kept.Skip(next).Select(k => k.Frame);
        return _ended is null ? missing : missing.Append(_ended);
    }

    /// <summary>The version of a tag of this run, or of a version alone.</summary>
    private long? VersionOf(string? from)
    {
        var digits = from?.StartsWith($"{_run}-", StringComparison.Ordinal) == true ? from[(_run.Length + 1)..] : from;
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;
    }

    /// <summary>Keeps changes for those who come late, as long as they are less than the whole.</summary>
    private void Keep(long from, StreamFrame frame, int documentBytes)
    {
        _kept.Add((from, frame));
        while (_kept.Count > MaxKept || _kept.Sum(k => (long)k.Frame.Bytes.Length) > documentBytes)
        {
            _kept.RemoveAt(0);
        }
    }

    private void Tell(StreamFrame frame)
    {
        foreach (var watcher in _watchers)
        {
            watcher.Add(frame);
        }
    }

    private void Forget(Watcher watcher)
    {
        lock (_lock)
        {
            _watchers.Remove(watcher);
        }
    }
}
