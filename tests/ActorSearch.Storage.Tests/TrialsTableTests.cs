using ActorSearch.Core.Studies;
using ActorSearch.Ledger.Conformance;

namespace ActorSearch.Storage.Tests;

public sealed class TrialsTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task The_table_tells_what_a_replay_of_the_events_tells_after_every_append(int seed)
    {
        var history = LegalHistory.Of(seed, Store.Study, trials: 12, steps: 60);
        var state = StudyState.Empty;
        await using var ledger = SqliteLedger.Open(Path);
        var writer = await ledger.TakeOverAsync(Store.Study, default);
        foreach (var batch in history.Batches)
        {
            writer = await ledger.AppendAsync(writer, batch, default);
            state = Study.Apply(state, batch);
            TrialRows.AssertEqual(state, Path, Store.Study);
        }
    }

    [Fact]
    public async Task Every_kind_of_event_and_awkward_values_keep_the_table_true()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        await Store.Make(Path, events);
        TrialRows.AssertEqual(Study.Apply(StudyState.Empty, events), Path, Store.Study);
    }

    [Fact]
    public async Task Trials_of_two_studies_with_the_same_identity_are_two_rows()
    {
        var events = SampleEvents.EveryKind("first");
        await using var ledger = SqliteLedger.Open(Path);
        await ledger.AppendAsync(await ledger.TakeOverAsync("first", default), events, default);
        await ledger.AppendAsync(await ledger.TakeOverAsync("second", default), events[..3], default);
        TrialRows.AssertEqual(Study.Apply(StudyState.Empty, events), Path, "first");
        TrialRows.AssertEqual(Study.Apply(StudyState.Empty, events[..3]), Path, "second");
    }

    [Fact]
    public async Task A_row_says_when_it_last_changed_and_its_study_when_it_began()
    {
        var plans = SampleEvents.Plans(2);
        var later = SampleEvents.Start.AddHours(1).ToOffset(TimeSpan.FromHours(5));
        await Store.Make(Path,
        [
            new StudyEvent.Created(SampleEvents.Definition(Store.Study), SampleEvents.Start),
            new StudyEvent.TrialsAdded(plans, SampleEvents.Start),
            new StudyEvent.Leased(plans[1].Id, 1, "w", later, later),
        ]);
        Assert.Equal(
            ["2024-02-29 23:59:58.123Z", "2024-03-01 00:59:58.123Z"],
            Sql.Rows(Path, "SELECT updated_at FROM trials ORDER BY position").Select(r => r[0]));
        Assert.Equal("2024-02-29 23:59:58.123Z", Sql.Value(Path, "SELECT created_at FROM studies"));
    }

    [Fact]
    public async Task An_event_of_a_trial_that_the_study_lacks_is_refused_whole()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        await using var ledger = SqliteLedger.Open(Path);
        var writer = await Store.Append(ledger, events[..2]);
        var stranger = SampleEvents.Plans(1, first: 100)[0].Id;

        var refusal = await Assert.ThrowsAsync<Core.Ports.LedgerException>(async () => await ledger.AppendAsync(
            writer,
            [events[3], new StudyEvent.Leased(stranger, 1, "w", SampleEvents.Start, SampleEvents.Start)],
            default));
        Assert.Contains(stranger.ToString(), refusal.Message, StringComparison.Ordinal);
        Assert.Equal<StudyEvent>(events[..2], await Store.Read(ledger));
        TrialRows.AssertEqual(Study.Apply(StudyState.Empty, events[..2]), Path, Store.Study);
    }
}
