using System.Net;
using ActorSearch.Core.Clusters;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>Whoever lacks the token, speaks no TLS or talks garbage gets nothing, and the cluster goes on; so does a node that is refused.</summary>
internal sealed class Security : IScenario
{
    public string Name => "security";

    public async Task RunAsync(FaultsOptions options, Tally tally)
    {
        if (options.Link != LinkKind.Http)
        {
            throw new SkippedException("tokens and certificates are HTTP's: --link http; strangers at the port of an Akka cluster are in `strangers`");
        }

        var grid = new FaultsGrid(Trials: 8, Epochs: 20, TrainImages: 2000);
        using var certificates = new Certificates(Path.Combine(options.Folder, "keys"));
        certificates.Issue(IPAddress.Loopback);
        var undisturbed = await RankedTable.UndisturbedAsync(grid, options.Folder);
        await OpenDoorsAsync(certificates, options.Folder, tally);

        var plan = options.Plan(1, grid);
        plan = certificates.Secure(plan, plan.Url.Replace("http://", "https://", StringComparison.Ordinal));
        await using var cluster = new Cluster(plan);
        await cluster.StartCoordinatorAsync();
        await cluster.SubmitAsync();
        await using var strangers = new Strangers(cluster, certificates, tally);
        await strangers.WorkersAsync();
        await strangers.ClientsAsync();
        await Garbage.SendAsync(plan, new Random(options.Seed), tally);
        await ExpiryAsync(cluster, certificates, tally);
        Breach.Require(!cluster.Coordinator.HasExited, $"the coordinator ended: {cluster.Coordinator.LogPath}");
        strangers.MakeSureTheyGoOn();

        var study = await Ending.ComeToAsync(cluster, undisturbed, tally);
        foreach (var node in strangers.Nodes)
        {
            Breach.Require(study.EventsOf(node) == 0, $"{node}, which nobody may trust, had a part in the study of {plan.Store}");
        }
    }

    /// <summary>No address but loopback without both a token and TLS.</summary>
    private static async Task OpenDoorsAsync(Certificates certificates, string folder, Tally tally)
    {
        string[] tls = ["--certificate-file", certificates.CertificateFile, "--certificate-key-file", certificates.KeyFile];
        string[] token = ["--token-file", certificates.TokenFile];
        foreach (var (scheme, arguments) in ((string, string[])[])[("http", []), ("http", token), ("https", tls), ("https", [])])
        {
            var refused = await Launcher.RunAsync(
                [ActorSearchCommand.Path, "coordinator", "--listen", $"{scheme}://0.0.0.0:{FreePort.Take()}",
                    "--store", Path.Combine(folder, "open.db"), .. arguments],
                folder,
                TimeSpan.FromSeconds(60));
            Breach.Require(refused.Status == 2, $"`{refused.Command}` was not refused as bad input, but ended with {refused.Status}: {refused.Error}");
            tally.Add("open addresses without token or TLS refused");
        }
    }

    /// <summary>A node that is started against an expired certificate waits for a good one.</summary>
    private static async Task ExpiryAsync(Cluster cluster, Certificates certificates, Tally tally)
    {
        certificates.Issue(IPAddress.Loopback, expired: true);

        // The coordinator looks at its files now and then; a node that comes before would still be let in.
        await Wait.UntilAsync(
            "the expired certificate",
            async () => await Onlooker.CertificateEndAsync(new Uri(cluster.Plan.Url)) < DateTimeOffset.UtcNow,
            Cluster.Patience);
        await cluster.StartWorkerAsync("late", wait: false);
        var line = await cluster.Workers["late"].LineAsync("its certificate has expired", Cluster.Patience);
        Breach.Require(!cluster.Workers["late"].HasExited, $"a node ended over an expired certificate: {line}");
        Breach.Require((await cluster.ReadAsync()).EventsOf("late") == 0, $"a node worked behind an expired certificate: {line}");
        certificates.Issue(IPAddress.Loopback);
        tally.Took("from a good certificate to the refused node's first event", await Wait.UntilAsync(
            $"work of a node after the certificate was replaced ({cluster.Workers["late"].LogPath})",
            async () => (await cluster.ReadAsync()).EventsOf("late") > 0,
            Cluster.Patience));
        tally.Add("expired certificates refused");
    }
}
