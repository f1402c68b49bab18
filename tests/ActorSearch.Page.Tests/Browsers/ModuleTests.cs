namespace ActorSearch.Page.Tests.Browsers;

/// <summary>The tests of the page's modules that need no browser: <c>browser/unit/*.test.mjs</c>, by Node.js' own runner.</summary>
public sealed class ModuleTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_modules_pass_their_tests()
    {
        Assert.SkipWhen(NodeProgram.Checkout("browser/unit") is null, "the tests' sources are not here");
        await NodeProgram.SkipWithoutAsync();
        var folder = NodeProgram.Checkout("browser/unit")!;
        var files = Directory.GetFiles(folder, "*.test.mjs").Order(StringComparer.Ordinal).ToArray();
        Assert.True(files.Length > 0, $"{folder} has no tests");

        var (status, output, errors) = await ToolProcess.RunAsync("node", ["--test", "--test-reporter=tap", .. files], folder, Deadline);

        Assert.True(status == 0, $"{output}\n{errors}");
        Assert.Contains("# fail 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("# pass 0\n", output, StringComparison.Ordinal);
    }
}
