namespace ActorSearch.Page.Tests.Browsers;

/// <summary>Whether this machine can drive a browser.</summary>
/// <param name="Chromium">Chromium's program.</param>
/// <param name="Missing">What is missing; null where nothing is.</param>
internal sealed record BrowserSetup(string? Chromium, string? Missing)
{
    private static readonly TimeSpan InstallDeadline = TimeSpan.FromMinutes(2);

    /// <summary>The scenarios, beside the tests' program, where npm puts what they import.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "browser");

    public static async Task<BrowserSetup> FindAsync()
    {
        var chromium = Environment.GetEnvironmentVariable("ACTORSEARCH_CHROMIUM") is { Length: > 0 } named
            ? named
            : FirstOnPath("chromium", "chromium-browser", "google-chrome", "chrome");
        if (chromium is null || !File.Exists(chromium))
        {
            return new(null, chromium is null
                ? "no Chromium on the PATH; on Debian: apt-get install chromium, elsewhere set ACTORSEARCH_CHROMIUM to the program"
                : $"ACTORSEARCH_CHROMIUM names {chromium}, which is not there");
        }

        if (await NodeProgram.MissingAsync() is { } missing)
        {
            return new(chromium, missing);
        }

        return new(chromium, FirstOnPath("npm") is null ? "npm is not on the PATH; on Debian: apt-get install npm" : await InstallAsync());
    }

    /// <summary>Brings playwright-core once; why not, where it cannot be brought.</summary>
    private static async Task<string?> InstallAsync()
    {
        var asked = await File.ReadAllTextAsync(Path.Combine(Folder, "package-lock.json"));
        var stamp = Path.Combine(Folder, "installed.json");
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == asked)
        {
            return null;
        }

        var (status, _, errors) = await ToolProcess.RunAsync(
            "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--fetch-retries=1"], Folder, InstallDeadline);
        if (status != 0)
        {
            return $"npm did not bring playwright-core: {errors.Trim().Split('\n').FirstOrDefault(l => l.StartsWith("npm err", StringComparison.OrdinalIgnoreCase)) ?? $"status {status}"}";
        }

        await File.WriteAllTextAsync(stamp, asked);
        return null;
    }

    /// <summary>The first of some programs that is on the PATH; null where none is.</summary>
    public static string? FirstOnPath(params string[] names) => names
        .SelectMany(name => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
