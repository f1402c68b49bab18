using ActorSearch.Core.Protocol.Wire;

namespace ActorSearch.Akka.Messages;

/// <summary>
/// A message of the wire as it travels. Akka carries it unread: it is encoded by whoever says it and decoded by whoever
/// acts on it, so that no thread of Akka's reads what a peer wrote, and what is wrong is answered and not lost.
/// </summary>
/// <param name="Manifest">The manifest, whatever the peer wrote there.</param>
/// <param name="Body">The body.</param>
internal sealed record WireEnvelope(string Manifest, byte[] Body)
{
    /// <summary>Packs a message.</summary>
    /// <exception cref="WireException">No receiver would take it.</exception>
    public static WireEnvelope Of(WireMessage message) => new(WireCodec.ManifestOf(message), WireCodec.Encode(message));

    /// <summary>The message.</summary>
    /// <exception cref="WireException">It is none.</exception>
    public WireMessage Open() => WireCodec.Decode(Manifest, Body);

    /// <summary>Names the message without its content.</summary>
    public override string ToString() => $"{Manifest} ({Body.Length} bytes)";
}
