using ActorSearch.Core.Clusters;

namespace ActorSearch.Core.Tests.Clusters;

public sealed class NodeAddressTests
{
    [Theory]
    [InlineData("head.example.org:7071", "head.example.org", 7071)]
    [InlineData("10.0.0.5:0", "10.0.0.5", 0)]
    [InlineData("[::1]:7071", "::1", 7071)]
    [InlineData("localhost:65535", "localhost", 65535)]
    public void An_address_is_read_and_written_alike(string text, string host, int port)
    {
        var address = NodeAddress.Parse(text);

        Assert.Equal(new NodeAddress(host, port), address);
        Assert.Equal(text, address!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("head")]
    [InlineData(":7071")]
    [InlineData("head:")]
    [InlineData("head:65536")]
    [InlineData("head:-1")]
    [InlineData("head:+1")]
    [InlineData("head:7071 ")]
    [InlineData("a b:7071")]
    [InlineData("::1:7071")]
    [InlineData("[10.0.0.5]:7071")]
    [InlineData("http://head:7071")]
    [InlineData("akka.tcp://actorsearch@head:7071")]
    [InlineData("user@head:7071")]
    public void What_is_no_address_is_none(string text) => Assert.Null(NodeAddress.Parse(text));
}
