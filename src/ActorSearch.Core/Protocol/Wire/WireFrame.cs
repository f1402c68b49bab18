using System.Text;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>
/// Messages on a pipe, a line each: <c>manifest SP body LF</c>. Bodies are JSON on one line, so a line feed ends a
/// message and nothing else.
/// </summary>
public static class WireFrame
{
    /// <summary>A message as its line.</summary>
    /// <exception cref="WireException">As <see cref="WireCodec.Encode"/>.</exception>
    public static byte[] Line(WireMessage message)
    {
        var body = WireCodec.Encode(message);
        var manifest = WireCodec.ManifestOf(message);
        var line = new byte[manifest.Length + body.Length + 2];
        Encoding.ASCII.GetBytes(manifest, line);
        line[manifest.Length] = (byte)' ';
        body.CopyTo(line, manifest.Length + 1);
        line[^1] = (byte)'\n';
        return line;
    }

    /// <summary>
    /// Writes a message and flushes. The line goes out in one write, yet writers that share a stream must take turns.
    /// </summary>
    /// <exception cref="WireException">As <see cref="WireCodec.Encode"/>; nothing was written.</exception>
    /// <exception cref="IOException">The other side is gone.</exception>
    public static void Write(Stream stream, WireMessage message)
    {
        stream.Write(Line(message));
        stream.Flush();
    }
}
