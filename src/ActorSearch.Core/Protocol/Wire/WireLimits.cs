namespace ActorSearch.Core.Protocol.Wire;

/// <summary>
/// The bounds of what messages hold. Each is far above what a cluster needs and low enough that the largest message of
/// each manifest fits its bound in bytes, with every character written as an escape of six.
/// </summary>
public static class WireLimits
{
    /// <summary>Characters of the name of a worker, a node, a study, a device or a version.</summary>
    public const int NameLength = 100;

    /// <summary>Characters of a reason or an error. A longer one is shortened by the sender.</summary>
    public const int TextLength = 10_000;

    /// <summary>Characters of a device's model, of what a worker does, or of what trained a trial. A longer one is shortened by the sender.</summary>
    public const int NoteLength = 500;

    /// <summary>Characters of a line of a refusal. A longer one is shortened by the sender.</summary>
    public const int LineLength = 2000;

    /// <summary>Lines of a refusal. Of more, the sender says how many there are.</summary>
    public const int Lines = 200;

    /// <summary>Characters of a file's name or path.</summary>
    public const int PathLength = 4096;

    /// <summary>Trials of a claim and of its answer.</summary>
    public const int Capacity = 1000;

    /// <summary>Attempts that a claim speaks of as held.</summary>
    public const int Holding = 10_000;

    /// <summary>Studies that a claim names as impossible.</summary>
    public const int UnableFor = 1000;

    /// <summary>How long the answer to a claim may wait, in milliseconds.</summary>
    public const int WaitMs = 60_000;

    /// <summary>The longest lease: a day, in milliseconds.</summary>
    public const long LeaseMs = 86_400_000;

    /// <summary>Devices of a node.</summary>
    public const int Devices = 64;

    /// <summary>Workers of a node.</summary>
    public const int Workers = 1000;

    /// <summary>Studies and nodes, each, in a status.</summary>
    public const int StatusEntries = 10_000;

    /// <summary>Counters in a status.</summary>
    public const int Counters = 1000;

    /// <summary>Characters of a manifest.</summary>
    public const int ManifestLength = 40;
}
