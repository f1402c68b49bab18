using ActorSearch.Core.Clusters;
using ActorSearch.Core.Scheduling;

namespace ActorSearch.Core.Tests.Clusters;

public sealed class CoordinatorConfigTests
{
    private const string All = """
        listen: https://0.0.0.0:7443     # every address
        store: runs/results.db
        token_file: /etc/keys/token
        certificate_file: coordinator.pem
        certificate_key_file: "coordinator.key"
        link: akka
        cluster: head.example.org:7072
        seeds: head.example.org:7072, [::1]:7071
        hocon: coordinator.hocon
        lease_s: 20
        sharing: share
        log: ../logs
        """;

    [Fact]
    public void Every_key_is_read_and_relative_paths_start_at_the_file()
    {
        var config = Valid(All);

        Assert.Equal([new NodeAddress("head.example.org", 7072), new NodeAddress("::1", 7071)], config.Link.Seeds);
        Assert.Equal(
            new CoordinatorConfig
            {
                Listen = new Uri("https://0.0.0.0:7443"),
                Store = "/srv/search/runs/results.db",
                TokenFile = "/etc/keys/token",
                CertificateFile = "/srv/search/coordinator.pem",
                CertificateKeyFile = "/srv/search/coordinator.key",
                Link = new LinkSettings
                {
                    Kind = LinkKind.Akka,
                    Address = new NodeAddress("head.example.org", 7072),
                    Seeds = config.Link.Seeds,
                    HoconFile = "/srv/search/coordinator.hocon",
                },
                LeaseSeconds = 20,
                Sharing = StudySharing.Share,
                LogFolder = "/srv/search/../logs",
            },
            config);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# listen: https://0.0.0.0:7443\n")]
    public void A_file_without_keys_leaves_everything_at_its_default(string text) => Assert.Equal(CoordinatorConfig.Default, Valid(text));

    [Fact]
    public void A_file_that_is_stored_with_a_byte_order_mark_is_read() => Assert.Equal(7, Valid("\uFEFFlease_s: 7").LeaseSeconds);

    [Fact]
    public void A_store_of_another_kind_is_no_path() =>
        Assert.Equal("postgres://user@host/db", Valid("store: postgres://user@host/db").Store);

    [Fact]
    public void Options_are_named_like_keys() => Assert.Equal(
        ["--listen", "--store", "--token-file", "--certificate-file", "--certificate-key-file", "--link", "--cluster", "--seeds", "--hocon",
            "--lease-s", "--sharing", "--log"],
        CoordinatorConfig.Keys.Select(k => k.Option));

    [Theory]
    [InlineData("lease: 60", "coordinator.yaml:1:1: lease: unknown key; did you mean 'lease_s'?")]
    [InlineData("colour: red", "coordinator.yaml:1:1: colour: unknown key; expected one of listen, store,")]
    [InlineData("sharing: queue\nlease_s: 1", "coordinator.yaml:2:10: lease_s: expected a whole number of seconds from 2 to 3600, not '1'")]
    [InlineData("lease_s: 3601", "coordinator.yaml:1:10: lease_s: expected a whole number of seconds from 2 to 3600, not '3601'")]
    [InlineData("lease_s: 2.5", "not '2.5'")]
    [InlineData("lease_s: \"60\"", "not the text \"60\"")]
    [InlineData("lease_s: [60]", "not a list")]
    [InlineData("lease_s:", "not nothing")]
    [InlineData("lease_s: 60\nlease_s: 61", "coordinator.yaml:2:1: lease_s: the key stands twice; it is already on line 1")]
    [InlineData("sharing: all", "sharing: expected queue or share, not 'all'")]
    [InlineData("listen: 7070", "listen: expected the address to listen on, such as http://127.0.0.1:7070")]
    [InlineData("listen: ftp://127.0.0.1:7070", "listen: expected the address")]
    [InlineData("listen: http://head.example.org:7070", "listen: expected the address")]
    [InlineData("listen: http://127.0.0.1:7070/search", "listen: expected the address")]
    [InlineData("listen: http://127.0.0.1:70700", "listen: expected the address")]
    [InlineData("token_file: ''", "token_file: expected a file's name")]
    [InlineData("token_file: { path: token }", "token_file: expected a file's name, not keys with values")]
    [InlineData("store: \"a\\0b\"", "store: expected a store's name")]
    [InlineData("- listen", "coordinator.yaml:1:1: expected keys such as 'listen:', not a list")]
    [InlineData("listen", "expected keys such as 'listen:', not 'listen'")]
    [InlineData("lease_s: 60\n\tsharing: queue", "not valid YAML")]
    [InlineData("lease_s: 60\n---\nlease_s: 61", "coordinator.yaml:2:1: a second document begins here")]
    [InlineData("store: &here results.db", "anchors and aliases are not supported")]
    public void What_is_wrong_is_said_with_its_place(string text, string message) =>
        Assert.Contains(message, Assert.Single(Invalid(text)), StringComparison.Ordinal);

    [Theory]
    [InlineData("link: tcp", "coordinator.yaml:1:7: link: expected akka or http, not 'tcp'")]
    [InlineData("cluster: head.example.org", "cluster: expected a host's name or IP address and a port other than 0, such as 10.0.0.5:7071, not 'head.example.org'")]
    [InlineData("cluster: 10.0.0.5:0", "cluster: expected a host's name or IP address and a port other than 0")]
    [InlineData("cluster: 10.0.0.5:70000", "cluster: expected a host's name")]
    [InlineData("cluster: http://10.0.0.5:7071", "cluster: expected a host's name")]
    [InlineData("seeds: 10.0.0.5:7071,", "seeds: expected addresses of coordinators' nodes with commas between them, such as 10.0.0.5:7071,10.0.0.6:7071")]
    [InlineData("seeds: 10.0.0.5:0", "seeds: expected addresses")]
    [InlineData("seeds: [10.0.0.5:7071]", "seeds: expected addresses of coordinators' nodes with commas between them, such as 10.0.0.5:7071,10.0.0.6:7071, not a list")]
    [InlineData("hocon: ''", "hocon: expected a file's name")]
    public void What_is_wrong_with_a_link_is_said_with_its_place(string text, string message) =>
        Assert.Contains(message, Assert.Single(Invalid(text)), StringComparison.Ordinal);

    [Fact]
    public void A_seed_that_stands_twice_is_one() =>
        Assert.Equal([new NodeAddress("10.0.0.5", 7071)], Valid("seeds: 10.0.0.5:7071,10.0.0.5:7071").Link.Seeds);

    [Fact]
    public void It_is_known_where_each_key_stands()
    {
        var reading = Assert.IsType<ConfigReading<CoordinatorConfig>.Valid>(CoordinatorConfig.Read("# two keys\nlease_s: 7\nlink: http", "/srv"));

        Assert.Equal(new ConfigPlace(2, 1), reading.Places["lease_s"]);
        Assert.Equal(new ConfigPlace(3, 1), reading.Places["link"]);
        Assert.Equal(2, reading.Places.Count);
    }

    [Fact]
    public void Every_error_is_said_at_once() => Assert.Equal(3, Invalid("lease_s: 0\nsharing: no\nport: 80").Count);

    [Fact]
    public void A_file_without_end_is_refused() =>
        Assert.Contains("at most 100000 are read", Assert.Single(Invalid(new string('#', 100_001))), StringComparison.Ordinal);

    private static CoordinatorConfig Valid(string text) =>
        Assert.IsType<ConfigReading<CoordinatorConfig>.Valid>(CoordinatorConfig.Read(text, "/srv/search")).Config;

    private static List<string> Invalid(string text) =>
        [.. Assert.IsType<ConfigReading<CoordinatorConfig>.Invalid>(CoordinatorConfig.Read(text, "/srv/search")).Errors.Select(e => e.Format("coordinator.yaml"))];
}
