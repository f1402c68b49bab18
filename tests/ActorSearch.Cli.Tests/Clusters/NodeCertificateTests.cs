using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ActorSearch.Cli.Clusters.Keys;
using ActorSearch.Cli.Tests.Support;

namespace ActorSearch.Cli.Tests.Clusters;

/// <summary>The certificate that all nodes of an Akka cluster share.</summary>
public sealed class NodeCertificateTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_comes_with_its_private_key_in_a_file_of_its_owner_s_alone()
    {
        Command.Run(_folder.Path, "keys", "keys", "--host", "head.example.org").MustEndWith(0);

        using var certificate = X509CertificateLoader.LoadPkcs12FromFile(_folder["keys/cluster.pfx"], password: null);
        Assert.True(certificate.HasPrivateKey);
        Assert.True(certificate.MatchesHostname("head.example.org"));
        // Akka asks its peers for the first name of its own certificate.
        Assert.Equal(ClusterKeys.NodeName, certificate.GetNameInfo(X509NameType.DnsName, forIssuer: false));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(Private, File.GetUnixFileMode(_folder["keys/cluster.pfx"]));
        }
    }

    [Fact]
    public async Task Nodes_that_have_it_take_each_other_for_server_and_client()
    {
        var keys = ClusterKeys.Make(["10.0.0.1"], TimeProvider.System.GetUtcNow());

        await ShakeHandsAsync(server: keys, client: keys);
    }

    [Fact]
    public async Task A_node_with_the_certificate_of_another_cluster_is_refused_as_server_and_as_client()
    {
        var (keys, others) = (ClusterKeys.Make(["10.0.0.1"], TimeProvider.System.GetUtcNow()), ClusterKeys.Make(["10.0.0.1"], TimeProvider.System.GetUtcNow()));

        await Assert.ThrowsAsync<AuthenticationException>(() => ShakeHandsAsync(server: others, client: keys, clientTrusts: keys));
        await Assert.ThrowsAsync<AuthenticationException>(() => ShakeHandsAsync(server: keys, client: others, clientTrusts: keys));
    }

    /// <summary>A mutual handshake. The server trusts its own authority alone.</summary>
    /// <exception cref="AuthenticationException">A side refuses the other.</exception>
    private static async Task ShakeHandsAsync(ClusterKeys server, ClusterKeys client, ClusterKeys? clientTrusts = null)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var outgoing = new TcpClient();
        await outgoing.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var incoming = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var serverCertificate = X509CertificateLoader.LoadPkcs12(server.NodeCertificate.AsSpan(), password: null);
        using var clientCertificate = X509CertificateLoader.LoadPkcs12(client.NodeCertificate.AsSpan(), password: null);
        await using var serverSide = new SslStream(incoming.GetStream());
        await using var clientSide = new SslStream(outgoing.GetStream());

        var serving = serverSide.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = serverCertificate, ClientCertificateRequired = true, CertificateChainPolicy = Trusting(server) },
            TestContext.Current.CancellationToken);
        var asking = clientSide.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = ClusterKeys.NodeName,
                ClientCertificates = [clientCertificate],
                CertificateChainPolicy = Trusting(clientTrusts ?? client),
            },
            TestContext.Current.CancellationToken);
        // Whoever refuses closes the connection, so that the other side does not wait for ever.
        try
        {
            await asking;
        }
        catch (AuthenticationException)
        {
            outgoing.Close();
            throw;
        }

        await serving;
        Assert.True(serverSide.IsMutuallyAuthenticated && clientSide.IsMutuallyAuthenticated);
    }

    private static X509ChainPolicy Trusting(ClusterKeys keys) => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        CustomTrustStore = { X509Certificate2.CreateFromPem(keys.Authority) },
        RevocationMode = X509RevocationMode.NoCheck,
    };
}
