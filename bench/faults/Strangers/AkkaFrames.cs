using System.Buffers.Binary;
using System.Net;

namespace ActorSearch.Faults.Strangers;

/// <summary>
/// Frames of Akka's remoting, as its WireFormats.proto describes them: a length of four bytes, the lowest first, and a
/// message that is an instruction or a payload.
/// </summary>
internal static class AkkaFrames
{
    /// <summary>No place in an order of messages.</summary>
    private const ulong Unordered = ulong.MaxValue;

    /// <summary>A frame with whatever content.</summary>
    public static byte[] Frame(byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, content.Length);
        return [.. length, .. content];
    }

    /// <summary>A node of the cluster's name introduces itself.</summary>
    public static byte[] Associate(IPEndPoint address, ulong incarnation) =>
        Instruction(1, new Protobuf().Message(1, Address(address, "tcp")).Fixed(2, incarnation));

    /// <summary>Address of a node of the cluster's name.</summary>
    public static Protobuf Address(IPEndPoint address, string protocol) => new Protobuf()
        .Text(1, "actorsearch").Text(2, address.Address.ToString()).Number(3, (ulong)address.Port).Text(4, protocol);

    /// <summary>An instruction that this version may not know.</summary>
    public static byte[] Instruction(ulong kind, Protobuf? handshake = null)
    {
        var instruction = new Protobuf().Number(1, kind);
        return Frame(new Protobuf().Message(2, handshake is null ? instruction : instruction.Message(2, handshake)).ToArray());
    }

    /// <summary>A message to an actor; without a recipient where that is null.</summary>
    public static byte[] Envelope(string? recipient, int serializer, string manifest, byte[] body)
    {
        var envelope = new Protobuf();
        if (recipient is not null)
        {
            envelope.Message(1, new Protobuf().Text(1, recipient));
        }

        envelope.Message(2, new Protobuf().Bytes(1, body).Number(2, (ulong)serializer).Text(3, manifest)).Fixed(5, Unordered);
        return Payload(new Protobuf().Message(2, envelope).ToArray());
    }

    /// <summary>A payload with whatever content.</summary>
    public static byte[] Payload(byte[] content) => Frame(new Protobuf().Bytes(1, content).ToArray());
}
