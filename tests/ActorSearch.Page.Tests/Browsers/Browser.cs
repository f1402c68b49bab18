namespace ActorSearch.Page.Tests.Browsers;

/// <summary>
/// Drives Chromium through a page by the scenarios in <c>browser/</c>. A test that asks for it is skipped where Node.js, npm or
/// Chromium (on the PATH, or named by ACTORSEARCH_CHROMIUM) is missing, or where npm cannot bring playwright-core.
/// </summary>
internal static class Browser
{
    private static readonly TimeSpan ScenarioDeadline = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task<BrowserSetup>> Setup = new(BrowserSetup.FindAsync);

    /// <summary>Runs a scenario over a page.</summary>
    /// <param name="scenario">Its file in <c>browser/</c>.</param>
    /// <param name="page">The page's file.</param>
    /// <param name="arguments">What the scenario asks for besides.</param>
    public static async Task<Findings> RunAsync(string scenario, string page, params string[] arguments)
    {
        var setup = await Setup.Value;
        Assert.SkipWhen(setup.Missing is not null, setup.Missing ?? string.Empty);
        var (status, output, errors) = await ToolProcess.RunAsync(
            "node", [scenario, page, .. arguments], BrowserSetup.Folder, ScenarioDeadline, environment: ("ACTORSEARCH_CHROMIUM", setup.Chromium!));
        Assert.True(status == 0, $"{scenario} ended with status {status}:\n{output}\n{errors}");
        return Findings.Read(output);
    }
}
