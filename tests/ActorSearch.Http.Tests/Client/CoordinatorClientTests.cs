using ActorSearch.Coordination.Links;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Http.Client;
using ActorSearch.Http.Tests.Client.Doubles;
using Microsoft.AspNetCore.Http;

namespace ActorSearch.Http.Tests.Client;

/// <summary>What one question becomes, and what people are told.</summary>
public sealed class CoordinatorClientTests : IDisposable
{
    private readonly Certificates _authority = new();
    private readonly string _caFile = Path.GetTempFileName();

    public CoordinatorClientTests() => File.WriteAllText(_caFile, _authority.Pem);

    public void Dispose()
    {
        _authority.Dispose();
        File.Delete(_caFile);
    }

    [Fact]
    public async Task A_certificate_of_the_authority_in_the_ca_file_is_trusted()
    {
        await using var coordinator = await ServeAsync(_authority.Issue());

        Assert.Equal("1.2.3", (await AskAsync(coordinator)).Version);
    }

    [Fact]
    public async Task An_expired_certificate_is_refused_until_it_is_replaced()
    {
        await using var coordinator = await ServeAsync(_authority.Issue(endsInDays: -1));
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url, CaFile: _caFile));

        var refusal = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => client.StatusAsync(CancellationToken.None));
        coordinator.Certificate = _authority.Issue();

        Assert.Contains("its certificate has expired", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("1.2.3", (await client.StatusAsync(CancellationToken.None)).Version);
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_refused()
    {
        await using var coordinator = await ServeAsync(_authority.Issue(address: "10.0.0.1"));

        var refusal = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => AskAsync(coordinator));

        Assert.Contains("for another host than 127.0.0.1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused_until_its_authority_is_in_the_ca_file()
    {
        using var other = new Certificates();
        await using var coordinator = await ServeAsync(other.Issue());
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url, CaFile: _caFile));

        var refusal = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => client.StatusAsync(CancellationToken.None));
        await File.WriteAllTextAsync(_caFile, other.Pem);
        var again = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => SystemTrustAsync(coordinator));

        Assert.Contains("not signed by the authority in the CA file", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("nobody whom this machine trusts", again.Message, StringComparison.Ordinal);
        Assert.Equal("1.2.3", (await AskAsync(coordinator)).Version);
    }

    [Fact]
    public async Task A_ca_file_that_is_replaced_is_taken_up_after_the_next_failure()
    {
        using var other = new Certificates();
        await using var coordinator = await ServeAsync(other.Issue());
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url, CaFile: _caFile));

        await File.WriteAllTextAsync(_caFile, other.Pem);
        await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => client.StatusAsync(CancellationToken.None));

        Assert.Equal("1.2.3", (await client.StatusAsync(CancellationToken.None)).Version);
    }

    [Fact]
    public async Task Plain_http_to_a_tls_port_is_told()
    {
        await using var coordinator = await ServeAsync(_authority.Issue());
        using var client = new CoordinatorClient(new CoordinatorAddress(new Uri($"http://127.0.0.1:{coordinator.Port}")));

        var refusal = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => client.StatusAsync(CancellationToken.None));

        Assert.Contains("is it an https address?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tls_to_a_plain_port_is_told()
    {
        await using var coordinator = await ServeAsync(certificate: null);
        using var client = new CoordinatorClient(new CoordinatorAddress(new Uri($"https://127.0.0.1:{coordinator.Port}"), CaFile: _caFile));

        var refusal = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => client.StatusAsync(CancellationToken.None));

        Assert.Contains("is it a plain http address?", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_told()
    {
        await using var coordinator = await ServeAsync(certificate: null);
        await coordinator.StopAsync();

        var refusal = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => AskAsync(coordinator));

        Assert.Equal($"no coordinator at {coordinator.Url.GetLeftPart(UriPartial.Authority)}: connection refused; is it running?", refusal.Message);
    }

    [Fact]
    public async Task A_server_of_another_kind_is_told()
    {
        await using var coordinator = await ServeAsync(certificate: null);
        coordinator.OnGet = context => context.Response.WriteAsync("<html>a printer</html>");

        var refusal = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => AskAsync(coordinator));

        Assert.Contains("what answers there is no coordinator of ActorSearch (status 200)", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_of_another_version_of_the_program_is_told()
    {
        await using var coordinator = await ServeAsync(certificate: null);
        coordinator.OnGet = context => FakeCoordinator.SendAsync(context, "status", "{\"cluster\":{\"new\":1}}"u8.ToArray());

        var refusal = await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => AskAsync(coordinator));

        Assert.Contains("no coordinator of this version of the program", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirection_is_not_followed_so_that_no_token_goes_astray()
    {
        await using var other = await ServeAsync(certificate: null);
        await using var coordinator = await ServeAsync(certificate: null);
        coordinator.OnGet = context =>
        {
            context.Response.Redirect(new Uri(other.Url, "/v1/status").ToString());
            return Task.CompletedTask;
        };

        await Assert.ThrowsAsync<CoordinatorUnreachableException>(() => AskAsync(coordinator));
    }

    [Fact]
    public async Task A_study_is_handed_in_and_a_refusal_keeps_its_lines()
    {
        await using var coordinator = await ServeAsync(certificate: null);
        coordinator.OnMessage = (context, message) => ((WireMessage.Submit)message).Source == "right"
            ? FakeCoordinator.AnswerAsync(context, new WireMessage.Submitted("tests", "begun"))
            : FakeCoordinator.AnswerAsync(context, new WireMessage.Refused(["a.yaml:1: what", "a.yaml:2: that"]), 422);
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url));

        var submitted = await client.SubmitAsync(new WireMessage.Submit("right", "a.yaml", false, false), CancellationToken.None);
        var refusal = await Assert.ThrowsAsync<CoordinatorRefusedException>(
            () => client.SubmitAsync(new WireMessage.Submit("wrong", "a.yaml", false, false), CancellationToken.None));

        Assert.Equal("begun", submitted.Opening);
        Assert.Equal(["a.yaml:1: what", "a.yaml:2: that"], refusal.Lines);
        Assert.False(refusal.IsUnauthorised);
    }

    [Fact]
    public async Task A_wrong_token_is_refused_as_such()
    {
        await using var coordinator = await ServeAsync(certificate: null);
        coordinator.OnGet = context => FakeCoordinator.RefuseAsync(context, 401, "the token is wrong");
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url, BearerToken.Of("wrong", out _)));

        var refusal = await Assert.ThrowsAsync<CoordinatorRefusedException>(() => client.StatusAsync(CancellationToken.None));

        Assert.True(refusal.IsUnauthorised);
        Assert.Equal("the token is wrong", refusal.Message);
    }

    internal static ClusterState Cluster(params StudySummary[] studies) => new(
        "1.2.3", DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1), "results.db", StoreFailure: null, [.. studies], Nodes: [],
        System.Collections.Immutable.ImmutableSortedDictionary<string, long>.Empty);

    private static async Task<FakeCoordinator> ServeAsync(System.Security.Cryptography.X509Certificates.X509Certificate2? certificate)
    {
        var coordinator = await FakeCoordinator.StartAsync(certificate);
        coordinator.OnGet = context => FakeCoordinator.AnswerAsync(context, new WireMessage.Status(Cluster()));
        return coordinator;
    }

    private static async Task<ClusterState> SystemTrustAsync(FakeCoordinator coordinator)
    {
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url));
        return await client.StatusAsync(CancellationToken.None);
    }

    private async Task<ClusterState> AskAsync(FakeCoordinator coordinator)
    {
        using var client = new CoordinatorClient(new CoordinatorAddress(coordinator.Url, CaFile: _caFile));
        return await client.StatusAsync(CancellationToken.None);
    }
}
