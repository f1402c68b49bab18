using System.Globalization;
using System.Text;

namespace ActorSearch.Http.Dashboard;

/// <summary>One event of a stream, in the form of server-sent events, made once for all who watch.</summary>
/// <param name="Bytes">What is sent.</param>
/// <param name="IsLast">Whether the stream ends with it.</param>
internal sealed record StreamFrame(ReadOnlyMemory<byte> Bytes, bool IsLast)
{
    /// <summary>Keeps a connection alive, and lets both ends find out whether it is.</summary>
    public static readonly StreamFrame Heartbeat = new("event: alive\ndata: {}\n\n"u8.ToArray(), IsLast: false);

    /// <summary>The watcher has missed something, and has to read the whole document.</summary>
    public static readonly StreamFrame Reload = new("event: reload\ndata: {}\n\n"u8.ToArray(), IsLast: true);

    /// <summary>Changes, which have no line breaks.</summary>
    public static StreamFrame Delta(string tag, ReadOnlySpan<byte> changes) =>
        new((byte[])[.. Encoding.ASCII.GetBytes($"id: {tag}\nevent: delta\ndata: "), .. changes, .. "\n\n"u8], IsLast: false);

    /// <summary>Nothing more comes.</summary>
    /// <param name="status">What the search came to: one word.</param>
    /// <param name="version">The last version that was sent.</param>
    public static StreamFrame Ended(string status, long version) => new(
        Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"event: ended\ndata: {{\"status\":\"{status}\",\"version\":{version}}}\n\n")),
        IsLast: true);
}
