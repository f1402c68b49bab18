using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace ActorSearch.Akka.Messages;

/// <summary>Stands in a serializer's place, by its number, and neither writes nor reads anything.</summary>
public abstract class RefusingSerializer(ExtendedActorSystem system, int id) : Serializer(system)
{
    /// <inheritdoc />
    public override int Identifier => id;

    /// <inheritdoc />
    public override bool IncludeManifest => false;

    /// <inheritdoc />
    /// <exception cref="SerializationException">Always.</exception>
    public override byte[] ToBinary(object obj) =>
        throw new SerializationException($"{obj.GetType()} is no message that nodes send to each other");

    /// <inheritdoc />
    /// <exception cref="SerializationException">Always.</exception>
    public override object FromBinary(byte[] bytes, Type type) =>
        throw new SerializationException($"messages of serializer {id} are not taken");
}

/// <summary>In place of Akka's serializer for any object (Newtonsoft's), which would build whatever a peer names.</summary>
public sealed class RefusingJsonSerializer : RefusingSerializer
{
    private const int JsonId = 1;

    /// <summary>Made by Akka.</summary>
    public RefusingJsonSerializer(ExtendedActorSystem system)
        : base(system, JsonId)
    {
    }

    /// <summary>Made by Akka, which has settings for the serializer in whose place this one is.</summary>
    public RefusingJsonSerializer(ExtendedActorSystem system, Config config)
        : this(system) => _ = config;
}

/// <summary>In place of Akka's serializer for the deployment of actors from afar: nobody starts actors on another node.</summary>
public sealed class RefusingDeploymentSerializer(ExtendedActorSystem system) : RefusingSerializer(system, DeploymentId)
{
    private const int DeploymentId = 3;
}
