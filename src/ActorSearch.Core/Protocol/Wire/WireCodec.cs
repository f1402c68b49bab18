using System.Collections.Immutable;
using System.Text.Json;

namespace ActorSearch.Core.Protocol.Wire;

/// <summary>
/// The one form of messages, for every link: a manifest, which is a word of the protocol and no type's name, and a
/// body of JSON (docs/PROTOCOL.md). Whatever a peer sends, reading it gives a message within <see cref="WireLimits"/>
/// or a <see cref="WireException"/>, at a cost that the bound in bytes limits.
/// </summary>
public static class WireCodec
{
    private const int MaxDetailLength = 300;

    /// <summary>The manifests of all messages.</summary>
    public static ImmutableArray<string> Manifests { get; } = [.. WireKinds.All.Select(k => k.Manifest)];

    /// <summary>The manifest of a message: <c>report-epoch</c>.</summary>
    public static string ManifestOf(WireMessage message) => WireKinds.Of(message).Manifest;

    /// <summary>Most bytes that a body of this manifest may have.</summary>
    /// <exception cref="WireException">The manifest is unknown.</exception>
    public static int MaxBytes(string manifest) => WireKinds.Of(manifest).MaxBytes;

    /// <summary>
    /// The body of a message as UTF-8 JSON on one line, ASCII throughout. Texts for people that are too long are
    /// shortened, so that they get through.
    /// </summary>
    /// <exception cref="WireException">No receiver would take it: a name, a count or a file is not within <see cref="WireLimits"/>.</exception>
    public static byte[] Encode(WireMessage message)
    {
        var kind = WireKinds.Of(message);
        var shortened = WireTexts.Shortened(message);
        WireCheck.Content(kind.Manifest, shortened);
        var body = JsonSerializer.SerializeToUtf8Bytes(shortened, kind.Json);
        CheckSize(kind, body.Length);
        return body;
    }

    /// <summary>Reads a message.</summary>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="body">Its body as UTF-8 JSON.</param>
    /// <exception cref="WireException">It is no message of this manifest, or not one of this version of the program.</exception>
    public static WireMessage Decode(string manifest, ReadOnlySpan<byte> body) => Decode(WireKinds.Of(manifest), body);

    internal static WireMessage Decode(WireKind kind, ReadOnlySpan<byte> body)
    {
        CheckSize(kind, body.Length);
        var message = Read(kind, body);
        WireCheck.Content(kind.Manifest, message);
        return message;
    }

    private static WireMessage Read(WireKind kind, ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, kind.Json) as WireMessage
                ?? throw new WireException(WireRefusal.Malformed, $"{kind.Manifest}: expected an object, not null");
        }
        catch (JsonException exception)
        {
            throw new WireException(WireRefusal.Malformed, $"{kind.Manifest}: {Describe(exception)}", exception);
        }
    }

    private static void CheckSize(WireKind kind, int bytes)
    {
        if (bytes > kind.MaxBytes)
        {
            throw new WireException(WireRefusal.TooLarge, $"{kind.Manifest}: has {bytes} bytes; at most {kind.MaxBytes} are taken");
        }
    }

    /// <summary>What is wrong and where; the reader's own words hold names that the peer chose.</summary>
    private static string Describe(JsonException exception)
    {
        // The reader adds this to every message of its own; the path says it in fewer words.
        var what = exception.Message;
        var where = what.IndexOf(" Path: ", StringComparison.Ordinal);
        what = where < 0 ? what : what[..where];
        var path = exception.Path is { Length: > 0 } p && p != "$" ? $"at {WireTexts.ForLog(p, MaxDetailLength)}: " : string.Empty;
        return path + WireTexts.ForLog(what, MaxDetailLength);
    }
}
