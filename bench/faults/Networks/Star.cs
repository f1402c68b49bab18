using System.Globalization;
using System.Net;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Networks;

/// <summary>
/// A coordinator's network namespace with a switch in it, and one namespace a node, each on a cable of its own. No way
/// leads out. Addresses of neighbours are fixed by hand, so that a wrong one loses packets of one direction silently.
/// </summary>
internal sealed class Star : IAsyncDisposable
{
    private const string NowhereMac = "02:00:00:00:ff:ff";
    private readonly NetworkNamespace _coordinator;
    private readonly Dictionary<string, (NetworkNamespace Space, int Number)> _nodes = [];

    private Star(NetworkNamespace coordinator) => _coordinator = coordinator;

    /// <summary>The coordinator's address.</summary>
    public static IPAddress CoordinatorAddress { get; } = IPAddress.Parse(AddressOf(1));

    /// <summary>Makes a network.</summary>
    /// <exception cref="SkippedException">This machine does not allow it.</exception>
    public static async Task<Star> MakeAsync(string folder, IReadOnlyList<string> nodes)
    {
        var star = new Star(await NetworkNamespace.MakeAsync("coordinator", folder));
        try
        {
            await star._coordinator.IpAsync($"link add hub address {MacOf(1)} type bridge");
            await star._coordinator.IpAsync($"addr add {AddressOf(1)}/24 dev hub");
            await star._coordinator.IpAsync("link set hub up");
            foreach (var node in nodes)
            {
                await star.AddAsync(node, await NetworkNamespace.MakeAsync(node, folder));
            }

            return star;
        }
        catch
        {
            await star.DisposeAsync();
            throw;
        }
    }

    /// <summary>A command that runs another one where a node, or <c>coordinator</c>, lives.</summary>
    public IReadOnlyList<string> Enter(string member) =>
        _nodes.TryGetValue(member, out var node) ? node.Space.Enter : _coordinator.Enter;

    /// <summary>Cuts a node off.</summary>
    public async Task CutAsync(string node, Cut cut)
    {
        var (space, number) = _nodes[node];
        if (cut == Cut.LinkDown)
        {
            await _coordinator.IpAsync($"link set port{number} down");
        }

        if (cut is Cut.BothWays or Cut.FromCoordinator)
        {
            await NeighbourAsync(_coordinator, number, "hub", NowhereMac);
        }

        if (cut is Cut.BothWays or Cut.ToCoordinator)
        {
            await NeighbourAsync(space, 1, "cable", NowhereMac);
        }
    }

    /// <summary>Joins a node again, however it was cut off.</summary>
    public async Task HealAsync(string node)
    {
        var (space, number) = _nodes[node];
        await _coordinator.IpAsync($"link set port{number} up");
        await NeighbourAsync(_coordinator, number, "hub", MacOf(number));
        await NeighbourAsync(space, 1, "cable", MacOf(1));
    }

    /// <summary>Whether a node can make a connection to a port of the coordinator's.</summary>
    public async Task<bool> ConnectsAsync(string node, int port)
    {
        var target = string.Create(CultureInfo.InvariantCulture, $"</dev/tcp/{CoordinatorAddress}/{port}");
        var attempt = await Launcher.RunAsync([.. Enter(node), "timeout", "1", "bash", "-c", target], "/", TimeSpan.FromSeconds(30));
        return attempt.Status == 0;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (space, _) in _nodes.Values)
        {
            await space.DisposeAsync();
        }

        await _coordinator.DisposeAsync();
    }

    private async Task AddAsync(string node, NetworkNamespace space)
    {
        var number = _nodes.Count + 2;
        _nodes.Add(node, (space, number));
        await _coordinator.IpAsync($"link add port{number} type veth peer name cable netns {space.Id}");
        await _coordinator.IpAsync($"link set port{number} master hub up");
        await space.IpAsync($"link set cable address {MacOf(number)} up");
        await space.IpAsync($"addr add {AddressOf(number)}/24 dev cable");
        await HealAsync(node);
    }

    private static Task<string> NeighbourAsync(NetworkNamespace space, int number, string device, string mac) =>
        space.IpAsync($"neigh replace {AddressOf(number)} lladdr {mac} dev {device} nud permanent");

    private static string AddressOf(int number) => string.Create(CultureInfo.InvariantCulture, $"10.99.0.{number}");

    private static string MacOf(int number) => string.Create(CultureInfo.InvariantCulture, $"02:00:00:00:00:{number:x2}");
}
