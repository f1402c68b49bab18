namespace ActorSearch.Http.Tests.Client.Doubles;

/// <summary>How long a test waits for what must come, on a machine that has other work.</summary>
internal static class Patience
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Moves a clock on, bit by bit, until something has come.</summary>
    public static async Task<T> PassAsync<T>(this Coordination.Tests.Doubles.ManualTime time, Task<T> until)
    {
        using var deadline = new CancellationTokenSource(Limit);
        while (!until.IsCompleted)
        {
            deadline.Token.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(0.5));
            await Task.WhenAny(until, Task.Delay(5, deadline.Token));
        }

        return await until;
    }
}
