using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace ActorSearch.Http.Server;

/// <summary>A request's body, of which no more is kept than its message may have. The bytes go back to a pool when it is disposed of.</summary>
internal sealed class BoundedBody : IDisposable
{
    private const int FirstBytes = 4096;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
    private int _length;

    private BoundedBody()
    {
    }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Reads a body to its end; null where it has more bytes, of which no more than that are read.</summary>
    /// <param name="request">The request.</param>
    /// <param name="maxBytes">Most bytes.</param>
    /// <param name="aborted">Cancelled when the peer is gone.</param>
    /// <exception cref="BadHttpRequestException">The body ends too early, comes too slowly or is no HTTP.</exception>
    public static async Task<BoundedBody?> ReadAsync(HttpRequest request, int maxBytes, CancellationToken aborted)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        var body = new BoundedBody();
        try
        {
            while (await request.Body.ReadAsync(body.Room(maxBytes), aborted).ConfigureAwait(false) is var read and > 0)
            {
                body._length += read;
                if (body._length > maxBytes)
                {
                    body.Dispose();
                    return null;
                }
            }

            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    /// <summary>Room for more, up to one byte too many, which tells that there are too many.</summary>
    private Memory<byte> Room(int maxBytes)
    {
        if (_length == _buffer.Length)
        {
            // The room follows what has come, so that a peer that announces much and sends little takes little.
            var larger = ArrayPool<byte>.Shared.Rent(2 * _length);
            Bytes.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        return _buffer.AsMemory(_length, Math.Min(_buffer.Length - _length, maxBytes + 1 - _length));
    }
}
