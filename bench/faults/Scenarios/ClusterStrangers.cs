using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using ActorSearch.Core.Clusters;
using ActorSearch.Faults.Clusters;
using ActorSearch.Faults.Processes;
using ActorSearch.Faults.Strangers;

namespace ActorSearch.Faults.Scenarios;

/// <summary>
/// Whatever strangers say to the cluster ports of a coordinator and of its workers, no node ends, and the study goes on:
/// without the loss of an attempt, or, where they give orders that a cluster without TLS obeys, within a minute.
/// </summary>
internal sealed class ClusterStrangers : IScenario
{
    private const int HalfOpen = 50;
    private const int GarbageConnections = 20;
    private const int HugeBytes = 8 << 20;
    private static readonly string[] Nodes = ["n1", "n2"];

    public string Name => "strangers";

    public async Task RunAsync(FaultsOptions options, Tally tally)
    {
        if (options.Link != LinkKind.Akka)
        {
            throw new SkippedException("only Akka has a cluster port: --link akka; strangers at an HTTP coordinator are in `security`");
        }

        var random = new Random(options.Seed);
        var undisturbed = await RankedTable.UndisturbedAsync(options.Grid, options.Folder);
        var addresses = Nodes.ToDictionary(n => n, _ => ClusterPlan.FreeAddress());
        var plan = options.Plan(1) with { NodeAddress = addresses.GetValueOrDefault };
        await OpenDoorsAsync(plan, options.Folder, tally);
        await using var cluster = new Cluster(plan);
        await cluster.StartAsync(Nodes);
        await (await Progress.NoteAsync(cluster, Nodes)).UntilEachAsync(Cluster.Patience);
        var held = new List<Connection>();
        try
        {
            string[] ports = [plan.ClusterNode, .. addresses.Values];
            foreach (var port in ports)
            {
                await HoldAsync(port, held, random, tally);
            }

            do
            {
                foreach (var port in ports)
                {
                    await VisitAsync(port, held, random, tally);
                }
            }
            while ((await cluster.ReadAsync()).Waiting > options.Trials / 2);

            StudyCheck.NothingTriedAgain(await cluster.ReadAsync(), plan.Store);
            foreach (var (port, what, order) in AkkaStranger.Orders(plan.ClusterNode, [.. addresses.Values]))
            {
                await SpeakAkkaAsync(port, [(what, order)], options.ProgressWithin, random, tally);
            }

            var progress = await Progress.NoteAsync(cluster, Nodes);
            tally.Took("from the last of these orders to a node's next event", await progress.UntilEachAsync(options.ProgressWithin));
            foreach (var member in cluster.Workers.Values.Append(cluster.Coordinator))
            {
                Breach.Require(!member.HasExited, $"{member.Name} ended over what a stranger said: {member.LogPath}");
                tally.Add($"most memory of {member.Name}, MiB", ProcessTree.PeakMemoryBytes(member.Id) >> 20);
            }
        }
        finally
        {
            held.ForEach(c => c.Dispose());
        }

        await Ending.ComeToAsync(cluster, undisturbed, tally);
    }

    private static async Task VisitAsync(string port, List<Connection> held, Random random, Tally tally)
    {
        for (var i = 0; i < GarbageConnections; i++)
        {
            var bytes = new byte[random.Next(1, 4096)];
            random.NextBytes(bytes);
            await SayAsync(port, bytes, "garbage", tally);
        }

        await SayAsync(port, Encoding.ASCII.GetBytes($"GET / HTTP/1.1\r\nHost: {port}\r\n\r\n"), "HTTP", tally);
        foreach (var length in (int[])[int.MaxValue, int.MinValue, -1, 0, 1 << 24])
        {
            var bytes = new byte[length == int.MaxValue ? HugeBytes : 8];
            BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
            await SayAsync(port, bytes, "lengths that nobody means", tally);
        }

        using (var connection = await Connection.OpenAsync(port))
        {
            await connection.BeginTlsAsync();
            tally.Add("strangers: TLS");
        }

        using (var connection = await Connection.OpenAsync(port))
        {
            connection.Reset();
            tally.Add("strangers: broken off");
        }

        await SpeakAkkaAsync(port, AkkaStranger.Frames(port, random), TimeSpan.Zero, random, tally);
    }

    /// <summary>Connections that say nothing, or the beginning of an introduction, and stay until the study's end or until they are hung up on.</summary>
    private static async Task HoldAsync(string port, List<Connection> held, Random random, Tally tally)
    {
        for (var i = 0; i < HalfOpen; i++)
        {
            var connection = await Connection.OpenAsync(port);
            held.Add(connection);
            await connection.BeginAsync(AkkaFrames.Associate(StrangersAddress(random), 1)[..random.Next(12)]);
            tally.Add("strangers: half a message, and held");
        }
    }

    /// <summary>Where a stranger says it is reached: a port that no node of this machine has.</summary>
    private static IPEndPoint StrangersAddress(Random random) => new(IPAddress.Loopback, 1 + random.Next(1000));

    /// <summary>Introduces itself as a node of the cluster's name that nobody knows, and goes on with what no such node says.</summary>
    private static async Task SpeakAkkaAsync(
        string port, IEnumerable<(string What, byte[] Frame)> frames, TimeSpan within, Random random, Tally tally)
    {
        foreach (var (what, frame) in frames)
        {
            using var connection = await Connection.OpenAsync(port, within);
            await connection.BeginAsync(AkkaFrames.Associate(StrangersAddress(random), (ulong)random.Next()));
            tally.Add(await connection.HearAsync() ? "strangers: Akka, introduced" : "strangers: Akka, not introduced");
            await connection.SayAsync(frame);
            tally.Add($"  {what}");
        }
    }

    private static async Task SayAsync(string port, byte[] bytes, string what, Tally tally)
    {
        using var connection = await Connection.OpenAsync(port);
        await connection.SayAsync(bytes);
        tally.Add($"strangers: {what}");
    }

    /// <summary>No address but loopback without TLS.</summary>
    private static async Task OpenDoorsAsync(ClusterPlan plan, string folder, Tally tally)
    {
        var own = Dns.GetHostAddresses(Dns.GetHostName()).FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        if (own is null)
        {
            tally.Add("open cluster ports not tried: this machine has no address but loopback");
            return;
        }

        var open = string.Create(CultureInfo.InvariantCulture, $"{own}:{FreePort.Take()}");
        string[][] commands =
        [
            ["coordinator", "--link", "akka", "--cluster", open, "--listen", plan.Url, "--store", Path.Combine(folder, "open.db")],
            ["worker", "--link", "akka", "--cluster", open, "--seeds", plan.ClusterNode, "--device", "cpu", "--log", folder],
        ];
        foreach (var command in commands)
        {
            var refused = await Launcher.RunAsync([ActorSearchCommand.Path, .. command], folder, TimeSpan.FromSeconds(60));
            Breach.Require(
                refused.Status == 2 && refused.Error.Contains("TLS", StringComparison.Ordinal),
                $"`{refused.Command}` was not refused as bad input for the lack of TLS, but ended with {refused.Status}: {refused.Error}");
            tally.Add("open cluster ports without TLS refused");
        }
    }
}
