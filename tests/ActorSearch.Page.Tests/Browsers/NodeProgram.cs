namespace ActorSearch.Page.Tests.Browsers;

/// <summary>Node.js, which runs the page's modules as they are in the checkout.</summary>
internal static class NodeProgram
{
    private static readonly Version Oldest = new(18, 15);
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly Lazy<Task<string?>> Obstacle = new(FindObstacleAsync);

    /// <summary>Why modules cannot be run here; null where they can.</summary>
    public static Task<string?> MissingAsync() => Obstacle.Value;

    /// <summary>Skips the test where modules cannot be run.</summary>
    public static async Task SkipWithoutAsync()
    {
        var missing = await MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? string.Empty);
    }

    /// <summary>A path of this project's sources, in the checkout that the tests were built from; null where they are elsewhere.</summary>
    public static string? Checkout(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var source = Path.Combine(folder.FullName, "tests", "ActorSearch.Page.Tests", path);
            if (Path.Exists(source))
            {
                return source;
            }
        }

        return null;
    }

    private static async Task<string?> FindObstacleAsync()
    {
        if (BrowserSetup.FirstOnPath("node") is null)
        {
            return $"Node.js is not on the PATH; the tests need {Oldest} or later; on Debian: apt-get install nodejs";
        }

        var (status, output, errors) = await ToolProcess.RunAsync("node", ["--version"], AppContext.BaseDirectory, Deadline);
        if (status != 0 || !Version.TryParse(output.Trim().TrimStart('v'), out var version))
        {
            return $"node --version ended with status {status}: {output}{errors}";
        }

        return version < Oldest ? $"Node.js {version} is on the PATH; the tests need {Oldest} or later" : null;
    }
}
