using System.Diagnostics;
using System.Globalization;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.LiteDb.Files;
using ActorSearch.Ledger.Conformance;

namespace ActorSearch.LiteDb.Tests.Processes;

/// <summary>
/// A process of its own that appends to a store without end, and says after each append how many events the study has.
/// The events are such that any number of whole appends can be told from anything else.
/// </summary>
internal sealed class WriterProcess : IDisposable
{
    /// <summary>The argument that makes this program that process.</summary>
    public const string Word = "--append-to";

    private const int Trials = 12;

    private readonly Process _process;

    private WriterProcess(Process process) => _process = process;

    /// <summary>Starts one.</summary>
    public static WriterProcess Start(string store) => new(Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, [Word, store]) { RedirectStandardOutput = true })!);

    /// <summary>Number of events after an append that was acknowledged just now; null if the process has ended.</summary>
    public async Task<long?> NextAcknowledgedAsync() =>
        await _process.StandardOutput.ReadLineAsync() is { } line ? long.Parse(line, CultureInfo.InvariantCulture) : null;

    /// <summary>Kills it, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    /// <summary>What the process does.</summary>
    public static async Task<int> RunAsync(string store)
    {
        // The log is folded in every few appends, so that a kill or a reader meets that as well.
        await using var ledger = LiteDbLedger.Open(store, StoreOptions.Default with { FoldAt = 16 * Page.Size });
        var writer = await ledger.TakeOverAsync(Store.Study, default);
        while (true)
        {
            writer = await ledger.AppendAsync(writer, BatchAt(writer.NextVersion), default);
            await Console.Out.WriteLineAsync(writer.NextVersion.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Makes sure that events are those of whole appends.</summary>
    public static void AssertWhole(IReadOnlyList<StudyEvent> events)
    {
        var expected = new List<StudyEvent>();
        while (expected.Count < events.Count)
        {
            expected.AddRange(BatchAt(expected.Count));
        }

        Assert.Equal<StudyEvent>(expected, events);
    }

    /// <summary>The events of the append that begins at a version: it follows from the version alone.</summary>
    private static List<StudyEvent> BatchAt(long version)
    {
        var plans = SampleEvents.Plans(Trials);
        if (version == 0)
        {
            return
            [
                new StudyEvent.Created(SampleEvents.Definition(Store.Study), SampleEvents.Start),
                new StudyEvent.TrialsAdded(plans, SampleEvents.Start),
            ];
        }

        return [.. Enumerable.Range((int)version, (int)(1 + (version % 7))).Select(i => new StudyEvent.EpochReported(
            plans[i % 6].Id, 1, new EpochMetrics(i, i, 0, i, 0, 1), SampleEvents.Start, SampleEvents.Start))];
    }
}
