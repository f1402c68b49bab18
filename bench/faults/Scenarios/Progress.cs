using System.Diagnostics;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>What nodes had done at some moment, to be held against what they do after it.</summary>
internal sealed class Progress
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly Cluster _cluster;
    private readonly Dictionary<string, int> _before;

    private Progress(Cluster cluster, Dictionary<string, int> before) => (_cluster, _before) = (cluster, before);

    /// <summary>Looks at what nodes have done; all times run from here.</summary>
    public static async Task<Progress> NoteAsync(Cluster cluster, params IReadOnlyList<string> nodes)
    {
        var study = await cluster.ReadAsync();
        return new Progress(cluster, nodes.ToDictionary(n => n, study.EventsOf));
    }

    /// <summary>Waits until each of the nodes has had a part in something new, or the study is complete.</summary>
    /// <returns>How long that took each; those are left out for which nothing was left to do.</returns>
    /// <exception cref="Breach">A node had no part in anything for too long.</exception>
    public async Task<IReadOnlyCollection<TimeSpan>> UntilEachAsync(TimeSpan within)
    {
        var times = new Dictionary<string, TimeSpan>();
        while (true)
        {
            var study = await _cluster.ReadAsync();
            foreach (var (node, count) in _before)
            {
                if (study.EventsOf(node) > count)
                {
                    times.TryAdd(node, _watch.Elapsed);
                }
            }

            if (study.IsComplete || times.Count == _before.Count)
            {
                return times.Values;
            }

            Breach.Require(
                _watch.Elapsed < within,
                $"after {within.TotalSeconds:F0} s there is no progress of {string.Join(", ", _before.Keys.Except(times.Keys))} ({_cluster.Plan.Folder})");
            await Task.Delay(50);
        }
    }
}
