using ActorSearch.Cli.Clusters.Keys;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Clusters;

public sealed class SecurityTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new TemporaryFolder().Add("small.yaml", Experiments.Right);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_secret_is_its_owner_s_alone()
    {
        Command.Run(_folder.Path, "keys", "keys", "--host", "head.example.org").MustEndWith(0);

        if (OperatingSystem.IsWindows())
        {
            return; // Files have no modes there.
        }

        Assert.Equal(Private, File.GetUnixFileMode(_folder["keys/token"]));
        Assert.Equal(Private, File.GetUnixFileMode(_folder["keys/coordinator.key"]));
        Assert.True(File.ReadAllText(_folder["keys/token"]).TrimEnd().Length >= 43, "the token has less than 256 bits");
    }

    [Fact]
    public void Two_sets_of_keys_have_nothing_in_common()
    {
        var now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var (one, other) = (ClusterKeys.Make(["head"], now), ClusterKeys.Make(["head"], now));

        Assert.NotEqual(one.Token, other.Token);
        Assert.NotEqual(one.Authority, other.Authority);
        Assert.NotEqual(one.CertificateKey, other.CertificateKey);
    }

    [Fact]
    public void With_a_token_and_a_certificate_every_address_is_served_to_those_who_have_them()
    {
        Command.Run(_folder.Path, "keys", "keys", "--host", "127.0.0.1", "localhost").MustEndWith(0);
        Command.Run(_folder.Path, "keys", "others", "--host", "127.0.0.1").MustEndWith(0);
        using var process = Command.Start(
            _folder.Path,
            "coordinator", "--link", "http", "--listen", "https://0.0.0.0:0", "--token-file", "keys/token",
            "--certificate-file", "keys/coordinator.pem", "--certificate-key-file", "keys/coordinator.key");
        var port = new Uri(process.WaitFor("listening on ")["listening on ".Length..]).Port;
        CommandResult Status(string scheme, string token, string authority) => Command.Run(
            _folder.Path, "status", "--coordinator", $"{scheme}://127.0.0.1:{port}", "--token-file", token, "--ca-file", authority);

        Status("https", "keys/token", "keys/ca.pem").MustEndWith(0);
        Assert.Contains("token", Status("https", "others/token", "keys/ca.pem").MustEndWith(2).Error, StringComparison.Ordinal);
        Assert.Contains("certificate", Status("https", "keys/token", "others/ca.pem").MustEndWith(1).Error, StringComparison.Ordinal);
        Status("http", "keys/token", "keys/ca.pem").MustEndWith(1);
        Status("https", "keys/token", "keys/ca.pem").MustEndWith(0);
        process.Signal(Command.Terminate);
        process.Finish().MustEndWith(0);
    }

    [Fact]
    public void A_wrong_token_hands_in_nothing()
    {
        _folder.Add("token", "right\n").Add("wrong", "wrong\n");
        using var coordinator = Coordinator.StartWith(
            _folder, ["--token-file", "token"], ["--link", "http", "--listen", "http://127.0.0.1:0", "--token-file", "token"]);

        var refused = Command.Run(_folder.Path, "submit", "small.yaml", "--coordinator", coordinator.Url, "--token-file", "wrong").MustEndWith(2);
        Command.Run(_folder.Path, "submit", "small.yaml", "--coordinator", coordinator.Url).MustEndWith(2);

        Assert.Contains("token", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--token-file FILE or ACTORSEARCH_TOKEN", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("right", refused.Error, StringComparison.Ordinal);
        var status = coordinator.Status();
        Assert.Equal(0, status.GetProperty("studies").GetArrayLength());
        Assert.Equal(2, status.GetProperty("counters").GetProperty("refused.unauthorised").GetInt64());
    }

    [Fact]
    public void A_certificate_that_expired_or_has_another_key_is_refused_before_anything_is_written()
    {
        var now = TimeProvider.System.GetUtcNow();
        var old = ClusterKeys.Make(["127.0.0.1"], now - (2 * ClusterKeys.Lifetime));
        var fresh = ClusterKeys.Make(["127.0.0.1"], now);
        _folder.Add("old.pem", old.Certificate).Add("old.key", old.CertificateKey).Add("fresh.pem", fresh.Certificate);
        var before = _folder.Listing();

        Assert.Contains("old.pem: the certificate expired on 20", Refused("old.pem", "old.key"), StringComparison.Ordinal);
        Assert.Contains("old.key: is not the private key of fresh.pem", Refused("fresh.pem", "old.key"), StringComparison.Ordinal);
        Assert.Contains("fresh.key: no such file", Refused("fresh.pem", "fresh.key"), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Listing());
    }

    private string Refused(string certificate, string key) => Command.Run(
        _folder.Path, "coordinator", "--link", "http", "--listen", "https://127.0.0.1:0", "--certificate-file", certificate, "--certificate-key-file", key).MustEndWith(2).Error;
}
