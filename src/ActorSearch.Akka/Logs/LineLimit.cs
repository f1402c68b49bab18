namespace ActorSearch.Akka.Logs;

/// <summary>Lets so many lines a period through and counts the others: a peer that is broken, or gone, does not fill the disk.</summary>
internal sealed class LineLimit(int most, TimeSpan period, TimeProvider time)
{
    private readonly Lock _lock = new();
    private long _began = time.GetTimestamp();
    private int _lines;
    private int _leftOut;

    /// <summary>Whether a line may be written.</summary>
    /// <param name="leftOut">Lines that were held back before this one and not yet spoken of; 0 where this one is held back.</param>
    public bool Admits(out int leftOut)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_began) >= period)
            {
                (_began, _lines) = (time.GetTimestamp(), 0);
            }

            leftOut = 0;
            if (_lines == most)
            {
                _leftOut++;
                return false;
            }

            _lines++;
            (leftOut, _leftOut) = (_leftOut, 0);
            return true;
        }
    }
}
