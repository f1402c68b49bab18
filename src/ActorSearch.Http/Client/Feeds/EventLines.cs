using System.Buffers;
using System.Collections.Immutable;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text.Json;
using ActorSearch.Core.Protocol;
using ActorSearch.Core.Studies;

namespace ActorSearch.Http.Client.Feeds;

/// <summary>Reads events from lines of JSON: <c>{"version":N,"kind":"trial-leased","body":{...}}</c>.</summary>
internal static class EventLines
{
    /// <summary>The media type of such lines.</summary>
    public const string MediaType = "application/x-ndjson";

    /// <summary>Far more than an event of <see cref="Study.TrialsPerEvent"/> trials has.</summary>
    private const int MaxLineBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Reads to the end of the stream. Where it breaks off, or something that is no event follows, what came before
    /// counts: the rest is asked for again.
    /// </summary>
    /// <param name="stream">The lines.</param>
    /// <param name="from">Number of the first event.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The events, and what ended them too early, if anything did.</returns>
    public static async Task<(EventPage Page, Exception? Broke)> ReadAsync(Stream stream, long from, CancellationToken cancellation)
    {
        var events = ImmutableArray.CreateBuilder<StudyEvent>();
        Exception? broke = null;
        var reader = PipeReader.Create(stream);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(cancellation).ConfigureAwait(false);
                var rest = read.Buffer;
                while (TryTakeLine(ref rest, out var line))
                {
                    events.Add(Read(line, from + events.Count));
                }

                if (rest.Length > MaxLineBytes)
                {
                    throw new FormatException($"an event has more than {MaxLineBytes} bytes");
                }

                reader.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or FormatException or HttpRequestException
            || (exception is OperationCanceledException && events.Count > 0))
        {
            broke = exception;
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }

        return (new EventPage(events.ToImmutable(), from + events.Count), broke);
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is not { } end)
        {
            line = default;
            return false;
        }

        line = rest.Slice(0, end);
        rest = rest.Slice(rest.GetPosition(1, end));
        return true;
    }

    private static StudyEvent Read(ReadOnlySequence<byte> line, long expected)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var root = document.RootElement;
            var version = root.GetProperty("version").GetInt64();
            if (version != expected)
            {
                throw new FormatException($"event {version} came where event {expected} was to come");
            }

            return StudyEventJson.Decode(root.GetProperty("kind").GetString()!, JsonMarshal.GetRawUtf8Value(root.GetProperty("body")));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"not a line of an event: {exception.Message}", exception);
        }
    }
}
