using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Clusters;

/// <summary>The ranked report of a store without what the clock and luck have a part in: seconds, and the number of attempts.</summary>
internal static class RankedTable
{
    private static readonly string[] LeftOut = ["seconds", "seconds_per_epoch", "attempts"];
    private static readonly Dictionary<FaultsGrid, string> Known = [];

    /// <summary>The rows, best first, below the row of their names.</summary>
    public static async Task<string> OfAsync(string store)
    {
        var report = await Launcher.RunAsync(
            [ActorSearchCommand.Path, "report", "--store", store, "--format", "csv"],
            Path.GetDirectoryName(store)!,
            TimeSpan.FromMinutes(2));
        var rows = report.Well().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split(',')).ToList();
        var kept = Enumerable.Range(0, rows[0].Length).Where(i => !LeftOut.Contains(rows[0][i])).ToList();
        return string.Join('\n', rows.Select(r => string.Join(',', kept.Select(i => r[i]))));
    }

    /// <summary>The table of a study that one process worked on with nothing in its way; the same study is run once.</summary>
    public static async Task<string> UndisturbedAsync(FaultsGrid grid, string folder)
    {
        if (!Known.TryGetValue(grid, out var table))
        {
            Known[grid] = table = await RunAsync(grid, folder);
        }

        return table;
    }

    /// <summary>Makes sure that a store's table is the undisturbed one.</summary>
    public static async Task SameAsync(string undisturbed, string store)
    {
        var table = await OfAsync(store);
        if (table != undisturbed)
        {
            var difference = table.Split('\n').Zip(undisturbed.Split('\n')).First(p => p.First != p.Second);
            throw new Breach($"the table of {store} is not the undisturbed one:\n  {difference.First}\n  {difference.Second}");
        }
    }

    private static async Task<string> RunAsync(FaultsGrid grid, string folder)
    {
        Directory.CreateDirectory(folder);
        var spec = Path.Combine(folder, "undisturbed.yaml");
        var store = Path.Combine(folder, "undisturbed.db");
        await File.WriteAllTextAsync(spec, grid.Text);
        var run = await Launcher.RunAsync(
            [ActorSearchCommand.Path, "run", spec, "--store", store, "--workers", "2", "--device", "cpu"], folder, TimeSpan.FromMinutes(10));
        run.Well();
        return await OfAsync(store);
    }
}
