namespace ActorSearch.Core.Protocol.Wire;

/// <summary>
/// Reads messages from a pipe. It keeps at most one line, and of a line that is too long or of no known manifest it
/// keeps nothing. Not for several threads at a time.
/// </summary>
/// <param name="stream">The pipe; it stays open.</param>
public sealed class WireFrameReader(Stream stream)
{
    private const int ChunkLength = 16 * 1024;

    /// <summary>Bytes that are read and not yet looked at: from <see cref="_start"/> to <see cref="_end"/>.</summary>
    private readonly byte[] _chunk = new byte[ChunkLength];

    private readonly FrameLine _line = new();
    private int _start;
    private int _end;

    /// <summary>The next message; null at the end of the stream. Waits until there is one.</summary>
    /// <exception cref="WireException">The next line is no message, or the stream ended within it. The reader stands behind it and can go on.</exception>
    /// <exception cref="IOException">The stream failed.</exception>
    public WireMessage? Read()
    {
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = stream.Read(_chunk);
                if (_end == 0)
                {
                    return EndOfStream();
                }
            }

            var fresh = _chunk.AsSpan(_start.._end);
            var length = fresh.IndexOf((byte)'\n');
            _line.Add(length < 0 ? fresh : fresh[..length]);
            _start += length < 0 ? fresh.Length : length + 1;
            if (length >= 0)
            {
                return _line.Take();
            }
        }
    }

    private WireMessage? EndOfStream()
    {
        if (!_line.HasBegun)
        {
            return null;
        }

        _line.Clear();
        throw new WireException(WireRefusal.Malformed, "the stream ended within a message");
    }
}
