namespace ActorSearch.Cli.Tests.Launching;

/// <summary>The short form of bench/faults/ssh-hosts.sh.</summary>
public sealed class SshHostsTests : IDisposable
{
    private const int CannotBeDoneHere = 77;

    private readonly Checkout _checkout = new();

    public void Dispose() => _checkout.Dispose();

    [Fact]
    public void Three_hosts_over_ssh_of_which_one_dies_come_to_the_table_of_a_plain_run()
    {
        var ended = _checkout.Run("bench/faults/ssh-hosts.sh", "--rounds", "1", "--death", "kill", "--link", "http");

        Assert.SkipWhen(ended.Status == CannotBeDoneHere, ended.Error.Trim());
        ended.MustEndWith(0);
        Assert.Contains("ssh hosts: 1 rounds, 1 deaths, ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("36 trials recorded, 0 lost, 0 twice, 0 tables differ, 0 processes left", ended.Output, StringComparison.Ordinal);
    }
}
