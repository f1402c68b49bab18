using ActorSearch.Cli.Clusters.Membership;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Tests.Clusters;

public sealed class OwnAddressTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.9")]
    [InlineData("localhost")]
    public void To_this_machine_the_way_is_its_own_address(string host) =>
        Assert.Equal(new NodeAddress("127.0.0.1", 0), OwnAddress.Towards(new NodeAddress(host, 7071)));

    [Fact]
    public void Where_there_is_no_way_what_to_say_instead_is_told()
    {
        // Nobody is reached over a broadcast address that was not asked for, whatever networks the machine has.
        var refused = Assert.Throws<InputException>(() => OwnAddress.Towards(new NodeAddress("255.255.255.255", 7071)));

        Assert.Contains("--cluster: no address of this machine leads to 255.255.255.255:7071", refused.Message, StringComparison.Ordinal);
        Assert.Contains("such as 10.0.0.7:0", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_that_nobody_knows_is_named() => Assert.Contains(
        "--seeds: the IP address of nowhere.invalid cannot be found",
        Assert.Throws<InputException>(() => OwnAddress.Towards(new NodeAddress("nowhere.invalid", 7071))).Message,
        StringComparison.Ordinal);
}
