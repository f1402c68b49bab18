using System.Text.RegularExpressions;
using ActorSearch.Cli.Tests.Support;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Tests.Clusters;

/// <summary>The configuration files that come with the project.</summary>
public sealed partial class ConfigFilesTests
{
    [Fact]
    public void As_they_are_they_say_what_holds_without_them()
    {
        Assert.Equal(CoordinatorConfig.Default, Coordinator(Text("coordinator.yaml")));
        Assert.Equal(WorkerConfig.Default, Worker(Text("worker.yaml")));
    }

    [Fact]
    public void Every_key_is_explained_and_what_they_show_can_be_taken_over()
    {
        var coordinator = Shown("coordinator.yaml");
        var worker = Shown("worker.yaml");

        Assert.Equal(CoordinatorConfig.Keys.Select(k => k.Name), coordinator.Keys);
        Assert.Equal(WorkerConfig.Keys.Select(k => k.Name), worker.Keys);
        Coordinator(string.Join('\n', coordinator.Values));
        Worker(string.Join('\n', worker.Values));
    }

    private static CoordinatorConfig Coordinator(string text) =>
        Assert.IsType<ConfigReading<CoordinatorConfig>.Valid>(CoordinatorConfig.Read(text, "/srv")).Config;

    private static WorkerConfig Worker(string text) => Assert.IsType<ConfigReading<WorkerConfig>.Valid>(WorkerConfig.Read(text, "/srv")).Config;

    /// <summary>The lines that are settings in comments, the first of each key, in the file's order.</summary>
    private static OrderedDictionary<string, string> Shown(string file)
    {
        var shown = new OrderedDictionary<string, string>();
        foreach (Match match in Setting().Matches(Text(file)))
        {
            shown.TryAdd(match.Groups["key"].Value, match.Groups["line"].Value);
        }

        return shown;
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Checkout.Root(), "cluster-config", file));

    [GeneratedRegex(@"^# (?<line>(?<key>[a-z_]+): [^ ]+)$", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
