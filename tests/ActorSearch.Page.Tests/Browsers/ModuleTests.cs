namespace ActorSearch.Page.Tests.Browsers;

/// <summary>The tests of the page's modules that need no browser: <c>browser/unit/*.test.mjs</c>, by Node.js' own runner.</summary>
public sealed class ModuleTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_modules_pass_their_tests()
    {
        Assert.SkipWhen(Checkout() is null, "the tests' sources are not here");
        Assert.SkipWhen(BrowserSetup.Node is null, "Node.js is not on the PATH; on Debian: apt-get install nodejs");
        var folder = Checkout()!;
        var files = Directory.GetFiles(folder, "*.test.mjs").Order(StringComparer.Ordinal).ToArray();
        Assert.True(files.Length > 0, $"{folder} has no tests");

        var (status, output, errors) = await ToolProcess.RunAsync("node", ["--test", .. files], folder, Deadline);

        Assert.True(status == 0, $"{output}\n{errors}");
        Assert.Contains("# fail 0", output, StringComparison.Ordinal);
        Assert.DoesNotContain("# pass 0\n", output, StringComparison.Ordinal);
    }

    /// <summary>The folder with the tests' sources, which import the page's: both are in the checkout that this was built from.</summary>
    private static string? Checkout()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var tests = Path.Combine(folder.FullName, "tests", "ActorSearch.Page.Tests", "browser", "unit");
            if (Directory.Exists(tests))
            {
                return tests;
            }
        }

        return null;
    }
}
