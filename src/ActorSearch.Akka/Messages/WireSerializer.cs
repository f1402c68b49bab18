using Akka.Actor;
using Akka.Serialization;

namespace ActorSearch.Akka.Messages;

/// <summary>Messages of the wire for Akka: their manifest, and their bytes as they are.</summary>
public sealed class WireSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>The serializer's number in messages of Akka; part of the protocol.</summary>
    public const int Id = 7071;

    /// <inheritdoc />
    public override int Identifier => Id;

    /// <inheritdoc />
    public override string Manifest(object o) => Envelope(o).Manifest;

    /// <inheritdoc />
    public override byte[] ToBinary(object obj) => Envelope(obj).Body;

    /// <inheritdoc />
    public override object FromBinary(byte[] bytes, string? manifest) => new WireEnvelope(manifest ?? string.Empty, bytes); // Akka has null where a peer sends none.

    private static WireEnvelope Envelope(object message) =>
        message as WireEnvelope ?? throw new ArgumentException($"{message.GetType()} is no message of the wire", nameof(message));
}
