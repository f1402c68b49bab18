using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Running;

/// <summary>What a study comes to that nobody disturbs.</summary>
public sealed class UndisturbedRun : IDisposable
{
    internal const string Spec = "many.yaml";

    private readonly TemporaryFolder _folder = new TemporaryFolder().Add(Spec, Experiments.Many);

    public UndisturbedRun()
    {
        Command.Run(_folder.Path, "run", Spec).MustEndWith(0);
        Table = TableOf(_folder, StoreName.Default);
    }

    /// <summary>Its table, without times.</summary>
    public string Table { get; }

    internal static string TableOf(TemporaryFolder folder, string store) =>
        Command.Run(folder.Path, "report", "--store", store, "--format", "csv", "--no-times").MustEndWith(0).Output;

    public void Dispose() => _folder.Dispose();
}
