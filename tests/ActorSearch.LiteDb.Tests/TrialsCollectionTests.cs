using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Ledger.Conformance;
using LiteDB;

namespace ActorSearch.LiteDb.Tests;

public sealed class TrialsCollectionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["results.litedb"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_documents_tell_what_a_replay_of_the_events_tells_after_every_append(int seed)
    {
        var history = LegalHistory.Of(seed, Store.Study, trials: 12, steps: 60);
        var state = StudyState.Empty;
        await using var ledger = LiteDbLedger.Open(Path);
        var writer = await ledger.TakeOverAsync(Store.Study, default);
        foreach (var batch in history.Batches)
        {
            writer = await ledger.AppendAsync(writer, batch, default);
            state = Study.Apply(state, batch);
            TrialDocuments.AssertEqual(state, Path, Store.Study);
        }
    }

    [Fact]
    public async Task Every_kind_of_event_and_awkward_values_keep_the_documents_true()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        await Store.Make(Path, events);
        TrialDocuments.AssertEqual(Study.Apply(StudyState.Empty, events), Path, Store.Study);
    }

    [Fact]
    public async Task Trials_of_two_studies_with_the_same_identity_are_two_documents()
    {
        var events = SampleEvents.EveryKind("first");
        await using var ledger = LiteDbLedger.Open(Path);
        await ledger.AppendAsync(await ledger.TakeOverAsync("first", default), events, default);
        await ledger.AppendAsync(await ledger.TakeOverAsync("second", default), events[..3], default);
        TrialDocuments.AssertEqual(Study.Apply(StudyState.Empty, events), Path, "first");
        TrialDocuments.AssertEqual(Study.Apply(StudyState.Empty, events[..3]), Path, "second");
    }

    [Fact]
    public async Task A_document_is_readable_to_people()
    {
        var plans = SampleEvents.Plans(2);
        var later = SampleEvents.Start.AddHours(1).ToOffset(TimeSpan.FromHours(5));
        await Store.Make(Path,
        [
            new StudyEvent.Created(SampleEvents.Definition(Store.Study), SampleEvents.Start),
            new StudyEvent.TrialsAdded(plans, SampleEvents.Start),
            new StudyEvent.Leased(plans[1].Id, 1, "w", later, later),
        ]);

        var trials = Store.Documents(Path, "trials");
        Assert.Equal([10_000_000_000, 10_000_000_001], trials.Select(t => t["_id"].AsInt64));
        Assert.Equal(["2024-02-29 23:59:58.123Z", "2024-03-01 00:59:58.123Z"], trials.Select(t => t["updated_at"].AsString));
        Assert.Equal(0.002, trials[1]["config"]["learning_rate"].AsDouble);
        Assert.Equal([8, 16, 2], trials[1]["config"]["channels"].AsArray.Select(c => c.AsInt32));

        var study = Assert.Single(Store.Documents(Path, "studies"));
        Assert.Equal((1, Store.Study, 3, 2), (study["_id"].AsInt64, study["name"].AsString, study["event_count"].AsInt64, study["trial_count"].AsInt64));
        Assert.Equal("2024-02-29 23:59:58.123Z", study["created_at"].AsString);

        var events = Store.Documents(Path, "events");
        Assert.Equal(["study-created", "trials-added", "trial-leased"], events.Select(e => e["kind"].AsString));
        Assert.StartsWith("{", events[2]["body"].AsString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_query_that_the_documentation_gives_answers_what_it_promises()
    {
        await Store.Make(Path, SampleEvents.EveryKind(Store.Study));
        using var database = new LiteDatabase(Path);
        using var reader = database.Execute("""
            SELECT { trial: SUBSTRING(trial, 0, 8), outcome, validation_accuracy, activation: config.activation }
            FROM trials WHERE study = 'it' ORDER BY validation_accuracy DESC LIMIT 10
            """);
        Assert.True(reader.Read());
        Assert.Equal("completed", reader["outcome"].AsString);
        Assert.Equal(8, reader["trial"].AsString.Length);
        Assert.Equal("tanh", reader["activation"].AsString);
    }

    [Fact]
    public async Task An_event_of_a_trial_that_the_study_lacks_is_refused_whole()
    {
        var events = SampleEvents.EveryKind(Store.Study);
        await using var ledger = LiteDbLedger.Open(Path);
        var writer = await Store.Append(ledger, events[..2]);
        var stranger = SampleEvents.Plans(1, first: 100)[0].Id;

        var refusal = await Assert.ThrowsAsync<LedgerException>(async () => await ledger.AppendAsync(
            writer,
            [events[3], new StudyEvent.Leased(stranger, 1, "w", SampleEvents.Start, SampleEvents.Start)],
            default));
        Assert.Contains(stranger.ToString(), refusal.Message, StringComparison.Ordinal);
        Assert.Equal<StudyEvent>(events[..2], await Store.Read(ledger));
        TrialDocuments.AssertEqual(Study.Apply(StudyState.Empty, events[..2]), Path, Store.Study);
    }
}
