namespace ActorSearch.Simulation;

/// <summary>
/// The generator of all draws (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014). Its own
/// code, so that a seed replays on every version of the framework.
/// </summary>
public sealed class SplitMix64(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 random bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>A number from <paramref name="min"/> to <paramref name="max"/>, both included.</summary>
    public int Between(int min, int max) => min + (int)(Next() % ((ulong)(max - min) + 1));

    /// <summary>A number from 0 up to, not including, 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with a probability. It always draws, so that a rate of zero does not shift what follows.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>A generator of its own, so that one part's draws do not shift another's.</summary>
    public SplitMix64 Fork() => new(Next());
}
