using System.Diagnostics;

namespace ActorSearch.Faults.Processes;

/// <summary>Waits for what must come about. The deadlines only end what would never end.</summary>
internal static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits until something holds.</summary>
    /// <returns>How long that took.</returns>
    /// <exception cref="Breach">It did not come about.</exception>
    public static Task<TimeSpan> UntilAsync(string what, Func<bool> holds, TimeSpan deadline) =>
        UntilAsync(what, () => Task.FromResult(holds()), deadline);

    /// <summary>Waits until something holds.</summary>
    /// <returns>How long that took.</returns>
    /// <exception cref="Breach">It did not come about.</exception>
    public static async Task<TimeSpan> UntilAsync(string what, Func<Task<bool>> holds, TimeSpan deadline)
    {
        var watch = Stopwatch.StartNew();
        while (!await holds())
        {
            Breach.Require(watch.Elapsed < deadline, $"after {deadline.TotalSeconds:F0} s there is still no sign of this: {what}");
            await Task.Delay(Pause);
        }

        return watch.Elapsed;
    }
}
