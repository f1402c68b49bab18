using System.Globalization;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Faults.Clusters;

/// <summary>How a cluster is set up.</summary>
/// <param name="Folder">Where its files go.</param>
/// <param name="Grid">What it works on.</param>
/// <param name="LeaseSeconds">How long a worker may be silent.</param>
internal sealed record ClusterPlan(string Folder, FaultsGrid Grid, int LeaseSeconds)
{
    /// <summary>Where the coordinator listens.</summary>
    public string Url { get; init; } = $"http://{FreeAddress()}";

    /// <summary>What the nodes talk over.</summary>
    public LinkKind Link { get; init; } = LinkKind.Http;

    /// <summary>Where the cluster's nodes reach the coordinator's, HOST:PORT; of no use over HTTP.</summary>
    public string ClusterNode { get; init; } = FreeAddress();

    /// <summary>Where a node is reached by the others; null for wherever it finds itself.</summary>
    public Func<string, string?> NodeAddress { get; init; } = _ => null;

    /// <summary>A file of settings for the cluster; null for none.</summary>
    public string? Hocon { get; init; }

    /// <summary>The store's file.</summary>
    public string Store { get; init; } = Path.Combine(Folder, "results.db");

    /// <summary>The shared secret, where there is one, and its file.</summary>
    public string? Token { get; init; }

    public string? TokenFile { get; init; }

    /// <summary>The coordinator's certificate, its key, and the authority that clients trust.</summary>
    public string? CertificateFile { get; init; }

    public string? CertificateKeyFile { get; init; }

    public string? CaFile { get; init; }

    /// <summary>An address of the loopback, HOST:PORT, that nobody has.</summary>
    public static string FreeAddress() => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{FreePort.Take()}");

    /// <summary>A command that runs another one in a member's surroundings, such as its network namespace.</summary>
    public Func<string, IReadOnlyList<string>> Around { get; init; } = _ => [];
}
