using ActorSearch.Cli.Tests.Support;
using static ActorSearch.Cli.Tests.BadInput.BadInputCase;

namespace ActorSearch.Cli.Tests.BadInput;

/// <summary>What people get wrong with the commands of several machines.</summary>
internal static class ClusterInputCases
{
    private const string Config = "coordinator.yaml";

    public static readonly IReadOnlyList<BadInputCase> All =
    [
        // The coordinator's settings.
        Command("a configuration that is not there", "nowhere.yaml: no such file; expected a configuration file", "coordinator", "--config", "nowhere.yaml"),
        Settings("a configuration with an unknown key", "coordinator.yaml:1:1: lease: unknown key; did you mean 'lease_s'?", "lease: 60\n"),
        Settings("a configuration with a wrong value", "coordinator.yaml:2:10: lease_s: expected a whole number of seconds from 2 to 3600", "listen: http://127.0.0.1:0\nlease_s: 1\n"),
        Coordinator("a lease that is no number", "--lease-s: expected a whole number of seconds from 2 to 3600, not 'long'", "--lease-s", "long"),
        Coordinator("an unknown way of sharing", "--sharing: expected queue or share, not 'fair'", "--sharing", "fair"),
        Coordinator("a host to listen on", "--listen: expected the address to listen on", "--listen", "http://example.org:7070"),
        Coordinator("a foreign address to listen on", "192.0.2.1", "--listen", "http://192.0.2.1:0"),
        Coordinator("every address without a token and TLS", "lacks a token and TLS", "--listen", "http://0.0.0.0:0"),
        Coordinator("every address without TLS", "lacks TLS", "--listen", "http://0.0.0.0:0", "--token-file", "token").With(f => f.Add("token", "secret\n")),
        Coordinator("TLS without a certificate", "certificate", "--listen", "https://127.0.0.1:0"),
        Coordinator("a certificate without TLS", "https://", "--certificate-file", "a.pem", "--certificate-key-file", "a.key"),
        Tls("a certificate that is not there", "a.pem: no such file; expected a certificate (PEM)"),
        Tls("a certificate that is none", "a.pem: holds no certificate").With(f => f.Add("a.pem", "no certificate").Add("a.key", "no key")),
        Coordinator("a token that is not there", "token: no such file", "--token-file", "token"),
        Coordinator("an empty token", "token: the token is empty", "--token-file", "token").With(f => f.Add("token", "\n")),
        Coordinator("a token of two lines", "one line", "--token-file", "token").With(f => f.Add("token", "one\ntwo\n")),
        Coordinator("a coordinator's store in no folder", "there is no folder", "--store", "nowhere/results.db"),
        Coordinator("a text for a coordinator's store", "is neither a SQLite nor a LiteDB database", "--store", Config).With(f => f.Add(Config, "some text, and more of it")),
        Coordinator("a coordinator's log in a file", "is a file", "--log", Config).With(f => f.Add(Config, "a file")),

        // Links.
        Coordinator("an unknown link", "--link: expected akka or http, not 'tcp'", "--link", "tcp"),
        Coordinator("an address of the cluster without its link", "--cluster: goes with the link akka, and this one is http; leave it out, or say --link akka", "--link", "http", "--cluster", "127.0.0.1:7071"),
        Command("seeds without their link", "--seeds: goes with the link akka, and this one is http", "worker", "--link", "http", "--seeds", "127.0.0.1:7071"),
        Settings("settings of Akka without their link", "coordinator.yaml:2:1: hocon: goes with the link akka, and this one is http", "link: http\nhocon: a.hocon\n"),
        Command("a worker's token that is not there", "token", "worker", "--link", "http", "--token-file", "token"),

        // Clients.
        Command("a submission of nothing", "nowhere.yaml: no such file; expected an experiment file", "submit", "nowhere.yaml"),
        Submission("a submission with a slip in it", "grid.yaml:2:1: sead: unknown key").With(f => f.Add(Spec, Experiments.Right.Replace("seed:", "sead:", StringComparison.Ordinal))),
        Submission("an address that is none", "'head' is no coordinator's address", "--coordinator", "head"),
        Submission("an address with a path", "nothing but the host and the port", "--coordinator", "http://127.0.0.1:7070/x"),
        Submission("a token over a network in clear", "clear text", "--coordinator", "http://192.0.2.1:7070", "--token-file", "token").With(f => f.Add("token", "secret\n")),
        Submission("a client's token that is not there", "token", "--token-file", "token"),
        Submission("a token without end", "/dev/zero: the token file cannot be read: it has more than", "--token-file", "/dev/zero"),
        Submission("authorities without end", "/dev/zero: the certificates to trust cannot be read: it has more than", "--ca-file", "/dev/zero"),
        Command("a configuration without end", "/dev/zero: goes on beyond", "coordinator", "--config", "/dev/zero"),
        Submission("authorities that are not there", "ca.pem", "--ca-file", "ca.pem"),
        Submission("authorities that are none", "ca.pem", "--ca-file", "ca.pem").With(f => f.Add("ca.pem", "no certificate")),
        Command("a store and a coordinator", "expected one of them", "report", "--store", "a.db", "--coordinator", "http://127.0.0.1:7070"),

        // Keys.
        Command("keys for nobody", "--host", "keys", "keys"),
        Command("keys for no host", "--host: 'a b' is neither a host's name nor an IP address", "keys", "keys", "--host", "a b"),
        Command("keys in a file", "is a file", "keys", "keys", "--host", "head").With(f => f.Add("keys", "a file")),
        Command("keys over keys", "keys are never overwritten", "keys", ".", "--host", "head").With(f => f.Add("token", "secret\n")),
    ];

    private static BadInputCase Coordinator(string name, string phrase, params string[] options) =>
        Command(name, phrase, ["coordinator", "--listen", "http://127.0.0.1:0", .. options]) is var wrong && options.Contains("--listen")
            ? wrong with { Arguments = ["coordinator", .. options] }
            : wrong;

    private static BadInputCase Settings(string name, string phrase, string text) =>
        Command(name, phrase, "coordinator", "--config", Config).With(f => f.Add(Config, text));

    private static BadInputCase Tls(string name, string phrase) => Coordinator(
        name, phrase, "--listen", "https://127.0.0.1:0", "--certificate-file", "a.pem", "--certificate-key-file", "a.key");

    private static BadInputCase Submission(string name, string phrase, params string[] options) =>
        Command(name, phrase, ["submit", Spec, .. options]).With(f => f.Add(Spec, Experiments.Right));
}
