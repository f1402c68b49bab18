using System.Text.Json;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Inspecting;

/// <summary>A study that was run once, with the weights of its best trials; every test has a copy.</summary>
public sealed class TrainedStudy : IDisposable
{
    internal const string Spec = "grid.yaml";

    private readonly TemporaryFolder _folder = new TemporaryFolder().Add(Spec, Experiments.Right);

    public TrainedStudy()
    {
        Command.Run(_folder.Path, "run", Spec).MustEndWith(0);
        Trials = TrialsOf(_folder, StoreName.Default);
    }

    /// <summary>Its trials, the best first.</summary>
    internal IReadOnlyList<string> Trials { get; }

    internal static IReadOnlyList<string> TrialsOf(TemporaryFolder folder, string store)
    {
        using var report = JsonDocument.Parse(
            Command.Run(folder.Path, "report", "--store", store, "--format", "json").MustEndWith(0).Output);
        return [.. report.RootElement.GetProperty("trials").EnumerateArray().Select(t => t.GetProperty("trial").GetString()!)];
    }

    internal TemporaryFolder Copy()
    {
        var copy = new TemporaryFolder();
        foreach (var path in Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var target = copy[Path.GetRelativePath(_folder.Path, path)];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }

        return copy;
    }

    public void Dispose() => _folder.Dispose();
}
