using System.Globalization;

namespace ActorSearch.Faults;

/// <summary>What happened in a scenario, in numbers.</summary>
internal sealed class Tally
{
    private readonly List<string> _order = [];
    private readonly Dictionary<string, long> _counts = [];
    private readonly Dictionary<string, List<double>> _seconds = [];

    /// <summary>Counts something.</summary>
    public void Add(string what, long count = 1)
    {
        Note(what);
        _counts[what] = _counts.GetValueOrDefault(what) + count;
    }

    /// <summary>Notes how long something took.</summary>
    public void Took(string what, TimeSpan time)
    {
        Note(what);
        (_seconds.TryGetValue(what, out var all) ? all : _seconds[what] = []).Add(time.TotalSeconds);
    }

    /// <summary>Notes how long each of some took.</summary>
    public void Took(string what, IEnumerable<TimeSpan> times)
    {
        foreach (var time in times)
        {
            Took(what, time);
        }
    }

    /// <summary>How often something was counted.</summary>
    public long this[string what] => _counts.GetValueOrDefault(what);

    /// <summary>A line each, in the order in which they first came.</summary>
    public IEnumerable<string> Lines => _order.Select(what => _seconds.TryGetValue(what, out var times)
        ? Line(what, string.Create(
            CultureInfo.InvariantCulture, $"median {times.Order().ElementAt(times.Count / 2):F1} s, longest {times.Max():F1} s, {times.Count} times"))
        : Line(what, _counts[what].ToString(CultureInfo.InvariantCulture)));

    private static string Line(string what, string figure) => $"  {what,-58} {figure}";

    private void Note(string what)
    {
        if (!_order.Contains(what))
        {
            _order.Add(what);
        }
    }
}
