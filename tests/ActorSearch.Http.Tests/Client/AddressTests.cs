using ActorSearch.Http.Client;

namespace ActorSearch.Http.Tests.Client;

public class AddressTests
{
    private static readonly BearerToken Token = BearerToken.Of("secret", out _)!;

    [Theory]
    [InlineData("http://127.0.0.1:7070")]
    [InlineData("http://localhost:7070/")]
    [InlineData("http://[::1]:7070")]
    [InlineData("https://host.example:7070")]
    public void A_token_goes_to_this_machine_or_over_tls(string url) => Assert.Null(CoordinatorAddress.FindFault(url, Token, caFile: null));

    [Theory]
    [InlineData("http://host.example:7070")]
    [InlineData("http://10.0.0.1:7070")]
    [InlineData("http://localhost.example:7070")]
    public void A_token_never_crosses_the_network_in_clear_text(string url)
    {
        Assert.Contains("use https", CoordinatorAddress.FindFault(url, Token, caFile: null), StringComparison.Ordinal);
        Assert.Null(CoordinatorAddress.FindFault(url, token: null, caFile: null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("host:7070")]
    [InlineData("ftp://host")]
    [InlineData("/etc")]
    [InlineData("http://host/path")]
    [InlineData("http://host?x=1")]
    [InlineData("https://user:word@host")]
    public void What_is_no_address_of_a_coordinator_is_told(string url) =>
        Assert.Contains("is no coordinator's address", CoordinatorAddress.FindFault(url, token: null, caFile: null), StringComparison.Ordinal);

    [Fact]
    public void A_ca_file_that_is_missing_or_holds_no_certificate_is_told()
    {
        var file = Path.GetTempFileName();
        try
        {
            Assert.Contains("no certificate", CoordinatorAddress.FindFault("https://host", null, file), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.StartsWith(file, CoordinatorAddress.FindFault("https://host", null, file), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("two words")]
    [InlineData("two\nlines")]
    [InlineData("umlaut\u00fc")]
    public void What_cannot_be_a_token_is_told(string text)
    {
        Assert.Null(BearerToken.Of(text, out var fault));
        Assert.NotNull(fault);
    }

    [Fact]
    public void A_token_and_an_address_never_show_the_token()
    {
        Assert.DoesNotContain("secret", Token.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", new CoordinatorAddress(new Uri("http://localhost"), Token).ToString(), StringComparison.Ordinal);
    }
}
