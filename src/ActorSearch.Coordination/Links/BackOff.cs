namespace ActorSearch.Coordination.Links;

/// <summary>
/// Pauses between tries: each twice as long as the one before up to a bound, and each drawn from its upper half, so
/// that workers that lost the coordinator together do not come back together.
/// </summary>
/// <param name="least">The first pause, in full.</param>
/// <param name="most">The longest.</param>
/// <param name="draw">Draws from 0 to 1.</param>
public sealed class BackOff(TimeSpan least, TimeSpan most, Func<double> draw)
{
    private int _failures;

    /// <summary>Makes one that draws from the process's own random numbers, since no result depends on them.</summary>
    public BackOff(TimeSpan least, TimeSpan most)
        : this(least, most, Random.Shared.NextDouble)
    {
    }

    /// <summary>The next pause.</summary>
    public TimeSpan Next()
    {
        var pause = least * Math.Pow(2, _failures);
        if (pause < most)
        {
            _failures++;
        }
        else
        {
            pause = most;
        }

        return pause * (0.5 + (draw() / 2));
    }

    /// <summary>Begins anew after a success.</summary>
    public void Reset() => _failures = 0;
}
