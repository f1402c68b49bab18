using System.Text;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>A line of a pipe as it comes in, bounded by what its manifest allows.</summary>
internal sealed class FrameLine
{
    /// <summary>Room that is kept from line to line; a larger buffer is given back.</summary>
    private const int KeptCapacity = 64 * 1024;

    private byte[] _bytes = new byte[1024];
    private int _count;

    /// <summary>Bytes of the line so far, those that were not kept among them.</summary>
    private long _length;

    private WireKind? _kind;
    private WireException? _refusal;

    /// <summary>Whether any byte of a line has come.</summary>
    public bool HasBegun => _length > 0;

    /// <summary>Adds bytes of the line.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        _length += bytes.Length;
        if (_kind is null && _refusal is null)
        {
            bytes = AddManifest(bytes);
        }

        if (_kind is not { } kind || _refusal is not null)
        {
            return;
        }

        if (_count + bytes.Length > kind.MaxBytes)
        {
            _refusal = new WireException(
                WireRefusal.TooLarge, $"{kind.Manifest}: a line of more than {kind.MaxBytes} bytes");
            return;
        }

        Append(bytes);
    }

    /// <summary>The message of the line, which has come to its end; the next byte begins another.</summary>
    public WireMessage Take()
    {
        try
        {
            if (_refusal is not null)
            {
                throw _refusal;
            }

            return _kind is { } kind
                ? WireCodec.Decode(kind, _bytes.AsSpan(0, _count))
                : throw NoManifest();
        }
        finally
        {
            Clear();
        }
    }

    /// <summary>Forgets the line.</summary>
    public void Clear()
    {
        _count = 0;
        _length = 0;
        _kind = null;
        _refusal = null;
        if (_bytes.Length > KeptCapacity)
        {
            _bytes = new byte[KeptCapacity];
        }
    }

    /// <summary>Takes the manifest off the line; what is left belongs to the body.</summary>
    private ReadOnlySpan<byte> AddManifest(ReadOnlySpan<byte> bytes)
    {
        var space = bytes.IndexOf((byte)' ');
        var part = space < 0 ? bytes : bytes[..space];
        Append(part[..Math.Min(part.Length, WireLimits.ManifestLength + 1 - _count)]);
        if (space < 0)
        {
            if (_count > WireLimits.ManifestLength)
            {
                _refusal = NoManifest();
            }

            return [];
        }

        _kind = WireKinds.Find(_bytes.AsSpan(0, _count));
        _refusal = _kind is null ? NoManifest() : null;
        _count = 0;
        return bytes[(space + 1)..];
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (_count + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_count + bytes.Length, 2 * _bytes.Length));
        }

        bytes.CopyTo(_bytes.AsSpan(_count));
        _count += bytes.Length;
    }

    private WireException NoManifest() => new(
        WireRefusal.UnknownManifest,
        $"a line that begins with '{WireTexts.ForLog(Encoding.Latin1.GetString(_bytes, 0, _count), WireLimits.ManifestLength)}', which is no message");
}
