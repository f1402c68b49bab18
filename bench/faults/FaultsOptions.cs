using System.Globalization;
using ActorSearch.Core.Clusters;
using ActorSearch.Faults.Clusters;

namespace ActorSearch.Faults;

/// <summary>What is done to the processes, and how often.</summary>
/// <param name="Folder">Where stores and logs go, in a folder a scenario.</param>
internal sealed record FaultsOptions(string Folder)
{
    /// <summary>What all choices follow from.</summary>
    public int Seed { get; init; } = 7;

    /// <summary>What the nodes talk over.</summary>
    public LinkKind Link { get; init; } = BuiltLinks.All[0];

    /// <summary>Kills of worker nodes and of their training processes, together.</summary>
    public int Kills { get; init; } = 200;

    /// <summary>Kills of the coordinator.</summary>
    public int CoordinatorKills { get; init; } = 50;

    /// <summary>Mean time between two kills.</summary>
    public double KillEverySeconds { get; init; } = 2;

    /// <summary>Workers stopped past their lease.</summary>
    public int Stops { get; init; } = 50;

    /// <summary>Partitions of each kind: both ways, and one way in either direction.</summary>
    public int Partitions { get; init; } = 20;

    /// <summary>About how long every third stop and partition lasts; null for as long as makes the link give a node up.</summary>
    public int? LongSecondsAsked { get; init; }

    /// <summary>The same, in seconds; 0 where none is longer than the others: HTTP gives no node up.</summary>
    public int LongSeconds => LongSecondsAsked ?? (Link == LinkKind.Akka ? 40 : 0);

    /// <summary>How soon every node must have done something new after a healing.</summary>
    public TimeSpan ProgressWithin => TimeSpan.FromSeconds(Link == LinkKind.Akka ? 60 : 30);

    /// <summary>Times that the disk is filled.</summary>
    public int Fills { get; init; } = 5;

    /// <summary>Trials of a study; as many studies follow each other as it takes.</summary>
    public int Trials { get; init; } = 96;

    /// <summary>Images that an epoch of these trials trains on: 4000 make a trial of a second or two.</summary>
    public int TrainImages { get; init; } = 4000;

    /// <summary>The study that is disturbed, over and over.</summary>
    public FaultsGrid Grid => new(Trials, Epochs: 60, TrainImages);

    /// <summary>How long a worker may be silent.</summary>
    public int LeaseSeconds { get; init; } = 3;

    /// <summary>A cluster with a folder of its own.</summary>
    /// <param name="number">Which, of those of a scenario.</param>
    /// <param name="grid">What it works on; null for the study that is disturbed over and over.</param>
    public ClusterPlan Plan(int number, FaultsGrid? grid = null) => new(
        Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"study-{number}")), grid ?? Grid, LeaseSeconds)
    {
        Link = Link,
    };

    /// <summary>These options with one changed as a command line says; null where it makes no sense.</summary>
    public FaultsOptions? With(string option, string value)
    {
        if (option == "--folder")
        {
            return this with { Folder = Path.GetFullPath(value) };
        }

        if (option == "--link")
        {
            return Enum.TryParse<LinkKind>(value, ignoreCase: true, out var link) && Enum.IsDefined(link) ? this with { Link = link } : null;
        }

        if (option == "--kill-every-s")
        {
            return double.TryParse(value, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
                ? this with { KillEverySeconds = seconds }
                : null;
        }

        if (!int.TryParse(value, CultureInfo.InvariantCulture, out var number) || number < 0)
        {
            return null;
        }

        return option switch
        {
            "--seed" => this with { Seed = number },
            "--kills" => this with { Kills = number },
            "--coordinator-kills" => this with { CoordinatorKills = number },
            "--stops" => this with { Stops = number },
            "--partitions" => this with { Partitions = number },
            "--long-s" => this with { LongSecondsAsked = number },
            "--fills" => this with { Fills = number },
            "--trials" when number % 4 == 0 && number >= 16 => this with { Trials = number },
            "--train-images" when number >= 100 => this with { TrainImages = number },
            "--lease-s" when number >= 2 => this with { LeaseSeconds = number },
            _ => null,
        };
    }
}
