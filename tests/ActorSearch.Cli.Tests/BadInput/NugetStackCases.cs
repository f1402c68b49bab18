using static ActorSearch.Cli.Tests.BadInput.BadInputCase;

namespace ActorSearch.Cli.Tests.BadInput;

/// <summary>What people get wrong with what builds of the nuget stack alone have.</summary>
internal static class NugetStackCases
{
    public static readonly IReadOnlyList<BadInputCase> All =
    [
        // LiteDB stores.
        Options("a damaged LiteDB store", "a.litedb", "--store", "a.litedb").With(f => f.Add("a.litedb", BadInputCases.LiteDbFile)),
        Options("a text for a LiteDB store", "a.litedb: is neither a SQLite nor a LiteDB database", "--store", "a.litedb").With(f => f.Add("a.litedb", "some text, and more of it")),
        Command("a report of the other stack's store", "results.litedb: no such store; but results.db is there: '--store results.db' reads it", "report")
            .With(f => f.Add("results.db", "SQLite format 3\0")),

        // A coordinator's node.
        Node("a foreign address in the cluster", "--cluster: 192.0.2.1 is no address of this machine", "--cluster", "192.0.2.1:7071"),
        Node("any port for a coordinator", "--cluster: expected a host's name or IP address and a port other than 0", "--cluster", "127.0.0.1:0"),
        Node("a host of the cluster that is none", "--cluster: the IP address of nowhere.invalid cannot be found", "--cluster", "nowhere.invalid:7071"),
        Node("seeds with a semicolon", "--seeds: expected addresses of coordinators' nodes with commas between them", "--seeds", "127.0.0.1:7071;127.0.0.1:7072"),
        Node("settings of Akka that are not there", "a.hocon: no such file; expected a file with settings of Akka's (HOCON)", "--hocon", "a.hocon"),
        Node("settings of Akka that are none", "a.hocon: ", "--hocon", "a.hocon").With(f => f.Add("a.hocon", "actorsearch.cluster.cut-off-after = soon")),
        Node("every address of the cluster without TLS", "lacks TLS", "--cluster", "0.0.0.0:7071"),

        // A worker's.
        Command("a coordinator's URL over Akka", "--coordinator: goes with the link http, and this one is akka, which is the nuget stack's default; leave it out, or say --link http",
            "worker", "--coordinator", "http://127.0.0.1:7070"),
        Command("a token over Akka", "worker.yaml:2:1: token_file: goes with the link http, and this one is akka; leave it out, or say --link http",
            "worker", "--config", "worker.yaml").With(f => f.Add("worker.yaml", "link: akka\ntoken_file: token\n")),
        Command("two things wrong with a link", "worker.yaml:1:1: ca_file: goes with the link http", "worker", "--config", "worker.yaml", "--token-file", "token")
            .With(f => f.Add("worker.yaml", "ca_file: ca.pem\n")),
        Command("seeds that nobody knows", "--seeds: the IP address of nowhere.invalid cannot be found", "worker", "--seeds", "nowhere.invalid:7071"),
        Command("settings of Akka that a worker has not", "a.hocon: no such file", "worker", "--hocon", "a.hocon"),
        Command("a worker's settings of Akka that are none", "a.hocon: ", "worker", "--hocon", "a.hocon").With(f => f.Add("a.hocon", "actorsearch.cluster.cut-off-after = soon")),
    ];

    private static BadInputCase Node(string name, string phrase, params string[] options) =>
        Command(name, phrase, ["coordinator", "--listen", "http://127.0.0.1:0", .. options]);
}
