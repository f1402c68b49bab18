namespace ActorSearch.Core.Clusters;

/// <summary>One setting of a process of a cluster: a key of its configuration file and an option of its command.</summary>
/// <typeparam name="TConfig">The settings that it is one of.</typeparam>
/// <param name="Name">The key: <c>lease_s</c>.</param>
/// <param name="Kind">How its value stands in a file.</param>
/// <param name="HelpName">What stands for its value in the command's help: <c>SECONDS</c>.</param>
/// <param name="Expected">What its value must be, to stand after "expected".</param>
/// <param name="Summary">What it is for, in a sentence.</param>
/// <param name="Set">Sets it; null where the text is no value of it.</param>
public sealed record ConfigKey<TConfig>(
    string Name, ConfigValueKind Kind, string HelpName, string Expected, string Summary, Func<TConfig, string, TConfig?> Set)
    where TConfig : class
{
    /// <summary>The command-line option: <c>--lease-s</c>.</summary>
    public string Option { get; } = $"--{Name.Replace('_', '-')}";

    /// <summary>The link that it belongs to; null where it holds for every link.</summary>
    public LinkKind? Link { get; init; }
}
