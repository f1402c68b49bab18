using static ActorSearch.Cli.Tests.BadInput.BadInputCase;

namespace ActorSearch.Cli.Tests.BadInput;

/// <summary>What builds of the system stack do not have.</summary>
internal static class SystemStackCases
{
    private const string Remedy = "docs/STACKS.md says how to have the other";
    private const string LiteDb = $"LiteDB stores need the nuget stack, and this is a build of the system stack; {Remedy}";
    private const string Akka = $"links over akka need the nuget stack, and this is a build of the system stack; {Remedy}";

    public static readonly IReadOnlyList<BadInputCase> All =
    [
        Options("a LiteDB store", $"results.litedb: {LiteDb}", "--store", "results.litedb"),
        Command("a report of a LiteDB store", $"old: {LiteDb}", "report", "--store", "old").With(f => f.Add("old", BadInputCases.LiteDbFile)),
        Command("a report of the other stack's store", "results.db: no such store; but results.litedb is there: '--store results.litedb' reads it", "report")
            .With(f => f.Add("results.litedb", BadInputCases.LiteDbFile)),
        Command("a coordinator's LiteDB store", $"a.litedb: {LiteDb}", "coordinator", "--store", "a.litedb"),
        Command("a coordinator over Akka", $"--link: {Akka}", "coordinator", "--link", "akka"),
        Command("a worker over Akka", $"--link: {Akka}", "worker", "--link", "akka"),
        Command("a configuration for Akka", $"worker.yaml:2:1: link: {Akka}", "worker", "--config", "worker.yaml")
            .With(f => f.Add("worker.yaml", "name: a\nlink: akka\n")),
        Command("seeds and no link", "--seeds: goes with the link akka, and this one is http, which is the system stack's default", "worker", "--seeds", "127.0.0.1:7071"),
    ];
}
