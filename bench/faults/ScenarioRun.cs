using System.Diagnostics;
using System.Globalization;
using ActorSearch.Faults.Processes;
using ActorSearch.Faults.Scenarios;

namespace ActorSearch.Faults;

/// <summary>How a scenario came out.</summary>
internal enum Verdict
{
    Kept,
    Broken,
    Skipped,
}

/// <summary>Runs a scenario in a folder of its own, and says in figures what happened.</summary>
internal static class ScenarioRun
{
    public static async Task<Verdict> RunAsync(IScenario scenario, FaultsOptions options, TextWriter output)
    {
        var tally = new Tally();
        var watch = Stopwatch.StartNew();
        var own = options with { Folder = Path.Combine(options.Folder, scenario.Name) };
        Directory.CreateDirectory(own.Folder);
        var verdict = Verdict.Kept;
        var reason = "every promise was kept";
        try
        {
            await scenario.RunAsync(own, tally);
        }
        catch (SkippedException skipped)
        {
            (verdict, reason) = (Verdict.Skipped, $"SKIPPED: {skipped.Message}");
        }
        catch (Breach breach)
        {
            (verdict, reason) = (Verdict.Broken, $"BROKEN: {breach.Message}; logs: {own.Folder}");
        }

        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{scenario.Name} (seed {options.Seed}, {watch.Elapsed.TotalSeconds:F0} s): {reason}"));
        foreach (var line in tally.Lines)
        {
            await output.WriteLineAsync(line);
        }

        return verdict;
    }
}
