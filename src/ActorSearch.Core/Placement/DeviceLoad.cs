using System.Collections.Immutable;

namespace ActorSearch.Core.Placement;

/// <summary>
/// What is at work on a device that a few workers share, each from a place of its own. Memory is counted by estimates
/// made before anything is built, so a trial that is too large by its estimate is still tried, alone.
/// </summary>
public sealed class DeviceLoad
{
    private readonly ImmutableArray<Occupied?> _places;

    private DeviceLoad(long? budgetBytes, ImmutableArray<Occupied?> places)
    {
        BudgetBytes = budgetBytes;
        _places = places;
    }

    /// <summary>Memory that trials may take together, in bytes; null where it is not counted.</summary>
    public long? BudgetBytes { get; }

    /// <summary>Number of places.</summary>
    public int Places => _places.Length;

    /// <summary>Memory of all that is at work, by the estimates, in bytes.</summary>
    public long ReservedBytes => _places.Sum(p => p?.Taken.MemoryBytes ?? 0);

    /// <summary>A device with nothing at work.</summary>
    /// <param name="budgetBytes">Memory that trials may take together, in bytes; null where it is not to be counted.</param>
    /// <param name="places">Workers on it.</param>
    public static DeviceLoad Idle(long? budgetBytes, int places) =>
        new(budgetBytes, [.. Enumerable.Repeat<Occupied?>(null, places)]);

    /// <summary>
    /// What the worker of a place may ask for; null while a trial on the device allows no further neighbour, or fills
    /// it by itself.
    /// </summary>
    public ClaimTerms? TermsOf(int place)
    {
        var neighbours = TrialsBeside(place);
        if (neighbours == 0)
        {
            return new ClaimTerms(MemoryBytes: null, Neighbours: 0);
        }

        // One more trial is one more neighbour for each that is there.
        var room = BudgetBytes - ReservedBeside(place);
        return neighbours > MostNeighboursBeside(place) || room < 0 ? null : new ClaimTerms(room, neighbours);
    }

    /// <summary>
    /// The device after a place has taken trials; null where they do not fit beside the others', or would be one
    /// neighbour too many for any of them.
    /// </summary>
    /// <exception cref="InvalidOperationException">The place has trials already.</exception>
    public DeviceLoad? Take(int place, Reservation taken)
    {
        if (_places[place] is not null)
        {
            throw new InvalidOperationException($"place {place} has trials at work; they are to be released first");
        }

        var beside = TrialsBeside(place);
        var neighboursOfEach = beside + taken.Trials - 1;
        if (neighboursOfEach > Math.Min(MostNeighboursBeside(place), taken.MaxNeighbours ?? int.MaxValue)
            || (beside > 0 && BudgetBytes is { } budget && ReservedBeside(place) + taken.MemoryBytes > budget))
        {
            return null;
        }

        var places = _places.Select((p, i) => i == place ? new Occupied(taken, beside) : p?.Beside(TrialsBeside(i) + taken.Trials));
        return new DeviceLoad(BudgetBytes, [.. places]);
    }

    /// <summary>The device after a place has given back all that it took.</summary>
    public DeviceLoad Release(int place) => new(BudgetBytes, _places.SetItem(place, null));

    /// <summary>The most trials that other places had at work at once since a place took its own; 0 for a place that has none.</summary>
    public int PeakNeighbours(int place) => _places[place]?.PeakNeighbours ?? 0;

    private int TrialsBeside(int place) => Beside(place).Sum(t => t.Trials);

    private long ReservedBeside(int place) => Beside(place).Sum(t => t.MemoryBytes);

    private int MostNeighboursBeside(int place) => Beside(place).Min(t => t.MaxNeighbours) ?? int.MaxValue;

    private IEnumerable<Reservation> Beside(int place) =>
        _places.Where((_, i) => i != place).OfType<Occupied>().Select(p => p.Taken);

    private sealed record Occupied(Reservation Taken, int PeakNeighbours)
    {
        public Occupied Beside(int neighbours) => this with { PeakNeighbours = Math.Max(PeakNeighbours, neighbours) };
    }
}
