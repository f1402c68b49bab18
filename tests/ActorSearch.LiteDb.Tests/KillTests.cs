using ActorSearch.Core.Studies;
using ActorSearch.LiteDb.Tests.Processes;

namespace ActorSearch.LiteDb.Tests;

public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.litedb"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_after_it()
    {
        var random = new Random(5);
        for (var kill = 0; kill < 10; kill++)
        {
            using var writer = WriterProcess.Start(Path);
            var acknowledged = 0L;
            for (var appends = random.Next(1, 60); appends > 0; appends--)
            {
                acknowledged = await writer.NextAcknowledgedAsync() ?? throw new InvalidOperationException("the writer ended by itself");
            }

            // Somewhere in the next append, or in a folding of the log.
            Thread.SpinWait(random.Next(100_000));
            await writer.KillAsync();
            var seen = await Store.Read(Path);
            WriterProcess.AssertWhole(seen);
            Assert.True(seen.Count >= acknowledged, $"{acknowledged} events were acknowledged, {seen.Count} are there");
            TrialDocuments.AssertEqual(Study.Apply(StudyState.Empty, seen), Path, Store.Study);
        }

        await using (var ledger = LiteDbLedger.Open(Path))
        {
            await ledger.TakeOverAsync(Store.Study, default);
        }

        Assert.Equal(["results.litedb"], _folder.Files);
    }
}
