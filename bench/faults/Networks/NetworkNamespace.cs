using System.Globalization;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Networks;

/// <summary>
/// A network namespace without a name: it is there while a process of its own is, which dies with this program, so
/// that nothing is left behind whatever happens.
/// </summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Member _holder;

    private NetworkNamespace(Member holder) => _holder = holder;

    /// <summary>Makes one, with its loopback up.</summary>
    /// <exception cref="SkippedException">This machine does not allow it.</exception>
    public static async Task<NetworkNamespace> MakeAsync(string name, string folder)
    {
        if (Signals.EffectiveUser() != 0)
        {
            throw new SkippedException("network namespaces need root");
        }

        if (Launcher.Find("unshare") is not { } unshare || Launcher.Find("nsenter") is null || Launcher.Find("ip") is null)
        {
            throw new SkippedException("network namespaces need the programs unshare, nsenter and ip");
        }

        // The holder says that it is inside, and then waits for ever: nobody writes to its standard input.
        var holder = new Member($"network-{name}", [unshare, "--net", "sh", "-c", "echo inside; read -r forever"], folder);
        try
        {
            await holder.LineAsync("inside", Patience);
            var made = new NetworkNamespace(holder);
            await made.IpAsync("link set lo up");
            return made;
        }
        catch (Breach breach)
        {
            await holder.DisposeAsync();
            throw new SkippedException($"network namespaces cannot be made here: {breach.Message}");
        }
    }

    /// <summary>Number of a process that lives in it.</summary>
    public string Id => _holder.Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>A command that runs another one inside.</summary>
    public IReadOnlyList<string> Enter => [Launcher.Find("nsenter")!, "--net", "--target", Id, "--"];

    /// <summary>Runs `ip` inside.</summary>
    /// <exception cref="Breach">It refused.</exception>
    public async Task<string> IpAsync(string arguments)
    {
        var ip = await Launcher.RunAsync([.. Enter, Launcher.Find("ip")!, .. arguments.Split(' ')], "/", Patience);
        return ip.Well().Output;
    }

    public ValueTask DisposeAsync() => _holder.DisposeAsync();
}
