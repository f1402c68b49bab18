using System.Collections.Immutable;
using ActorSearch.Core.Scheduling;

namespace ActorSearch.Core.Clusters;

/// <summary>How a coordinator is set up.</summary>
public sealed record CoordinatorConfig : ILinkedConfig
{
    /// <summary>Where a coordinator listens that was told nothing, and where clients look for it.</summary>
    public static readonly Uri DefaultAddress = new("http://127.0.0.1:7070");

    /// <summary>The settings of those who give none.</summary>
    public static readonly CoordinatorConfig Default = new();

    /// <summary>All settings.</summary>
    public static readonly ImmutableArray<ConfigKey<CoordinatorConfig>> Keys =
    [
        new("listen", ConfigValueKind.Text, "URL",
            "the address to listen on, such as http://127.0.0.1:7070 or https://0.0.0.0:7070: a scheme, an IP address or localhost, and a port",
            "Where to listen [default: http://127.0.0.1:7070]; any other than this machine's own address needs a token and a certificate.",
            (c, text) => ConfigValue.ListenAddress(text) is { } address ? c with { Listen = address } : null),
        new("store", ConfigValueKind.Path, "STORE", "a store's name, such as results.db", "The store that holds the results.",
            (c, text) => ConfigValue.FileName(text) is { } file ? c with { Store = file } : null),
        new("token_file", ConfigValueKind.Path, "FILE", "a file's name", "A file with the token that everybody must show.",
            (c, text) => ConfigValue.FileName(text) is { } file ? c with { TokenFile = file } : null),
        new("certificate_file", ConfigValueKind.Path, "FILE", "a file's name", "The server's certificate (PEM), for https.",
            (c, text) => ConfigValue.FileName(text) is { } file ? c with { CertificateFile = file } : null),
        new("certificate_key_file", ConfigValueKind.Path, "FILE", "a file's name", "The certificate's private key (PEM).",
            (c, text) => ConfigValue.FileName(text) is { } file ? c with { CertificateKeyFile = file } : null),
        .. LinkKeys.Of<CoordinatorConfig>(
            (c, link) => c with { Link = link },
            $"Where other nodes of the Akka cluster reach this one [default: {LinkSettings.DefaultAddress}].",
            mayBeAnyPort: false,
            "The nodes of all coordinators of the Akka cluster, this one among them [default: this one alone]."),
        new("lease_s", ConfigValueKind.Number, "SECONDS", "a whole number of seconds from 2 to 3600",
            "How long a worker may be silent before its trials go to another [default: 60].",
            (c, text) => ConfigValue.WholeNumber(text, 2, 3600) is { } seconds ? c with { LeaseSeconds = seconds } : null),
        new("sharing", ConfigValueKind.Text, "HOW", "queue or share",
            "How several studies get workers: queue (one after the other) or share (side by side) [default: queue].",
            (c, text) => SharingOf(text) is { } sharing ? c with { Sharing = sharing } : null),
        new("log", ConfigValueKind.Path, "FOLDER", "a folder's name", "The log's folder [default: logs, beside the store].",
            (c, text) => ConfigValue.FileName(text) is { } folder ? c with { LogFolder = folder } : null),
    ];

    /// <summary>Where to listen: http or https, an IP address or localhost, a port (0 for any that is free).</summary>
    public Uri Listen { get; init; } = DefaultAddress;

    /// <summary>The store, as a person names it; null for what the build has as its default.</summary>
    public string? Store { get; init; }

    /// <summary>The file that holds the token; null for none.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The server's certificate (PEM); null for none.</summary>
    public string? CertificateFile { get; init; }

    /// <summary>The certificate's private key (PEM); null for none.</summary>
    public string? CertificateKeyFile { get; init; }

    /// <summary>How it takes part in a cluster.</summary>
    public LinkSettings Link { get; init; } = LinkSettings.Default;

    /// <summary>Seconds that a worker may be silent.</summary>
    public int LeaseSeconds { get; init; } = 60;

    /// <summary>How several studies share the workers.</summary>
    public StudySharing Sharing { get; init; } = StudySharing.Queue;

    /// <summary>The log's folder; null for the one beside the store.</summary>
    public string? LogFolder { get; init; }

    /// <summary>Reads the text of a configuration file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="folder">The file's folder, at which relative paths start.</param>
    public static ConfigReading<CoordinatorConfig> Read(string text, string folder) => ConfigReader.Read(text, folder, Default, Keys);

    private static StudySharing? SharingOf(string text) => text switch
    {
        "queue" => StudySharing.Queue,
        "share" => StudySharing.Share,
        _ => null,
    };
}
