namespace ActorSearch.Core.Protocol.Wire;

/// <summary>Why what a peer sent is no message.</summary>
public enum WireRefusal
{
    /// <summary>No message has this manifest, in this version of the program.</summary>
    UnknownManifest,

    /// <summary>The body has more bytes than messages of its manifest may have.</summary>
    TooLarge,

    /// <summary>The body is not what its manifest promises.</summary>
    Malformed,
}
