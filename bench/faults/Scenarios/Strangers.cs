using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Scenarios;

/// <summary>Nodes and clients that a coordinator with a token and TLS must refuse.</summary>
internal sealed class Strangers(Cluster cluster, Certificates certificates, Tally tally) : IAsyncDisposable
{
    private readonly List<Member> _members = [];

    /// <summary>Names of the nodes.</summary>
    public IEnumerable<string> Nodes => _members.Select(m => m.Name);

    /// <summary>Starts nodes without a token, with a wrong one, and with plain HTTP; each must say what is wrong.</summary>
    public async Task WorkersAsync()
    {
        var plan = cluster.Plan;
        var wrong = Path.Combine(plan.Folder, "wrong-token");
        await File.WriteAllTextAsync(wrong, new string('0', 64) + "\n");
        File.SetUnixFileMode(wrong, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var plain = plan.Url.Replace("https://", "http://", StringComparison.Ordinal);
        await StartAsync("s1", "lets nobody in with this token", "--coordinator", plan.Url, "--ca-file", plan.CaFile!);
        await StartAsync("s2", "lets nobody in with this token", "--coordinator", plan.Url, "--ca-file", plan.CaFile!, "--token-file", wrong);
        await StartAsync("s3", "is it an https address", "--coordinator", plain, "--token-file", plan.TokenFile!);
        await StartAsync("s4", "signed by nobody whom this machine trusts", "--coordinator", plan.Url, "--token-file", plan.TokenFile!);
        await Wait.UntilAsync(
            "a count of those without the token", async () => (await cluster.StatusAsync())?["refused.unauthorised"] >= 2, Cluster.Patience);
    }

    /// <summary>Asks for the status as a client without a token, and with a wrong authority.</summary>
    public async Task ClientsAsync()
    {
        var plan = cluster.Plan;
        string[][] wrong =
        [
            ["--coordinator", plan.Url, "--ca-file", plan.CaFile!],
            ["--coordinator", plan.Url, "--token-file", certificates.TokenFile],
            ["--coordinator", plan.Url.Replace("https://", "http://", StringComparison.Ordinal), "--token-file", certificates.TokenFile],
        ];
        foreach (var arguments in wrong)
        {
            var status = await Launcher.RunAsync([ActorSearchCommand.Path, "status", .. arguments], plan.Folder, Cluster.Patience);
            Breach.Require(status.Status is 1 or 2 && status.Error.Length > 0, $"`{status.Command}` ended with {status.Status}: {status.Error}");
            Breach.Require(!status.Error.Contains("   at ", StringComparison.Ordinal), $"`{status.Command}` shows a stack trace: {status.Error}");
            tally.Add("clients refused");
        }

        var right = await Launcher.RunAsync([ActorSearchCommand.Path, "status", .. cluster.ClientArguments()], plan.Folder, Cluster.Patience);
        right.Well();
    }

    /// <summary>Makes sure that nobody who was refused has ended.</summary>
    public void MakeSureTheyGoOn()
    {
        foreach (var member in _members)
        {
            Breach.Require(!member.HasExited, $"{member.Name} was refused and ended: {member.LogPath}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in _members)
        {
            await member.DisposeAsync();
        }
    }

    private async Task StartAsync(string node, string says, params string[] arguments)
    {
        var member = new Member(
            node,
            [ActorSearchCommand.Path, "worker", "--name", node, "--device", "cpu", "--workers", "1", "--verbose",
                "--log", Path.Combine(cluster.Plan.Folder, node), .. cluster.LinkArguments(), .. arguments],
            cluster.Plan.Folder);
        _members.Add(member);
        await member.LineAsync(says, Cluster.Patience);
        tally.Add("nodes refused");
    }
}
