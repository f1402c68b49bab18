using System.Collections.Immutable;

namespace ActorSearch.Core.Clusters;

/// <summary>How a worker node is set up.</summary>
public sealed record WorkerConfig : ILinkedConfig
{
    /// <summary>More workers or threads than any machine has use for; a larger number is a slip.</summary>
    public const int MaxCount = 1024;

    /// <summary>Most trials whose weights are kept of a study: each new one is held against all of them.</summary>
    public const int MaxKeptWeights = 1000;

    /// <summary>The settings of those who give none.</summary>
    public static readonly WorkerConfig Default = new();

    /// <summary>All settings.</summary>
    public static readonly ImmutableArray<ConfigKey<WorkerConfig>> Keys =
    [
        new("coordinator", ConfigValueKind.Text, "URL",
            "the coordinator's address, such as https://head.example.org:7070: a scheme, a host and a port",
            "The coordinator's address [default: ACTORSEARCH_COORDINATOR, or http://127.0.0.1:7070].",
            (c, text) => ConfigValue.ServerAddress(text) is { } address ? c with { Coordinator = address } : null) { Link = LinkKind.Http },
        new("token_file", ConfigValueKind.Path, "FILE", "a file's name", "A file with the coordinator's token [default: ACTORSEARCH_TOKEN holds it].",
            (c, text) => ConfigValue.FileName(text) is { } file ? c with { TokenFile = file } : null) { Link = LinkKind.Http },
        new("ca_file", ConfigValueKind.Path, "FILE", "a file's name",
            "Certificates (PEM) to trust instead of the system's [default: ACTORSEARCH_CA_FILE names it].",
            (c, text) => ConfigValue.FileName(text) is { } file ? c with { CaFile = file } : null) { Link = LinkKind.Http },
        .. LinkKeys.Of<WorkerConfig>(
            (c, link) => c with { Link = link },
            "Where other nodes of the Akka cluster reach this one [default: the address of this machine that leads to the first seed, any port].",
            mayBeAnyPort: true,
            $"The nodes of the Akka cluster's coordinators [default: {LinkSettings.DefaultAddress}]."),
        new("name", ConfigValueKind.Text, "NAME", "at most 60 letters, digits, '.', '_' and '-'", "The node's name [default: the host's].",
            (c, text) => ConfigValue.NodeName(text) is { } name ? c with { Name = name } : null),
        new("device", ConfigValueKind.Text, "DEVICE", "auto, cpu, cuda or one GPU such as cuda:0",
            "Where to train: auto, cpu, cuda (all GPUs) or one GPU such as cuda:0 [default: auto].",
            (c, text) => ConfigValue.Device(text) is { } device ? c with { Device = device } : null),
        new("workers", ConfigValueKind.Number, "N", "auto or a whole number from 1 to 1024",
            "Workers on each device; auto is one a core, or one a GPU [default: auto].",
            (c, text) => text == "auto"
                ? c with { WorkersPerDevice = null }
                : ConfigValue.WholeNumber(text, 1, MaxCount) is { } workers ? c with { WorkersPerDevice = workers } : null),
        new("threads", ConfigValueKind.Number, "N", "a whole number from 1 to 1024",
            "Processor threads of each trial [default: 1, the fastest for small networks].",
            (c, text) => ConfigValue.WholeNumber(text, 1, MaxCount) is { } threads ? c with { Threads = threads } : null),
        new("memory_share", ConfigValueKind.Number, "SHARE", "a number above 0 and at most 1, such as 0.9",
            "The part of a device's memory that trials may be estimated to fill [default: 0.9].",
            (c, text) => ConfigValue.Share(text) is { } share ? c with { MemoryShare = share } : null),
        new("keep_weights", ConfigValueKind.Number, "N", "a whole number from 0 to 1000",
            "How many trials' weights to keep of each study, the best that this node's folder has seen [default: 0].",
            (c, text) => ConfigValue.WholeNumber(text, 0, MaxKeptWeights) is { } keep ? c with { KeepWeights = keep } : null),
        new("weights", ConfigValueKind.Path, "FOLDER", "a folder's name", "The folder of the weights [default: weights].",
            (c, text) => ConfigValue.FileName(text) is { } folder ? c with { WeightFolder = folder } : null),
        new("log", ConfigValueKind.Path, "FOLDER", "a folder's name", "The log's folder [default: logs].",
            (c, text) => ConfigValue.FileName(text) is { } folder ? c with { LogFolder = folder } : null),
    ];

    /// <summary>The coordinator's address; null where the surroundings say it.</summary>
    public Uri? Coordinator { get; init; }

    /// <summary>The file that holds the coordinator's token; null where the surroundings say it, or there is none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>Certificates to trust instead of the system's; null where the surroundings name them, or there are none.</summary>
    public string? CaFile { get; init; }

    /// <summary>How it takes part in a cluster.</summary>
    public LinkSettings Link { get; init; } = LinkSettings.Default;

    /// <summary>The node's name; null for the host's.</summary>
    public string? Name { get; init; }

    /// <summary>Where to train: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Workers on each device; null for what fills it.</summary>
    public int? WorkersPerDevice { get; init; }

    /// <summary>Processor threads of each trial.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>The part of a device's memory that trials may be estimated to fill, above 0 and at most 1.</summary>
    public double MemoryShare { get; init; } = 0.9;

    /// <summary>How many trials' weights to keep of each study.</summary>
    public int KeepWeights { get; init; }

    /// <summary>The folder of the weights; null for <c>weights</c> in the working folder.</summary>
    public string? WeightFolder { get; init; }

    /// <summary>The log's folder; null for <c>logs</c> in the working folder.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Reads the text of a configuration file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folder">The file's folder, at which relative paths start.</param>
    public static ConfigReading<WorkerConfig> Read(string text, string folder) => ConfigReader.Read(text, folder, Default, Keys);
}
