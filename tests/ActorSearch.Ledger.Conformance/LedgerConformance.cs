using System.Collections.Immutable;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Ledger.Conformance;

/// <summary>What every store of studies must do. A store's tests inherit this and say how to open one.</summary>
public abstract class LedgerConformance
{
    private const string Name = "kernel-and-activation";

    /// <summary>Opens the test's store: new at the first call, the same afterwards.</summary>
    protected abstract ILedger OpenStore();

    [Fact]
    public async Task A_new_store_holds_no_studies()
    {
        await using var ledger = OpenStore();
        Assert.Empty(await ledger.StudiesAsync(default));
    }

    [Fact]
    public async Task An_unknown_study_reads_as_empty()
    {
        await using var ledger = OpenStore();
        Assert.Empty(await Read(ledger, "no-such-study"));
    }

    [Fact]
    public async Task A_take_over_alone_makes_no_study()
    {
        await using var ledger = OpenStore();
        var writer = await ledger.TakeOverAsync(Name, default);
        Assert.Equal(0, writer.NextVersion);
        Assert.Empty(await ledger.StudiesAsync(default));
        Assert.Empty(await Read(ledger));
    }

    [Fact]
    public async Task Every_kind_of_event_reads_back_as_it_was_appended()
    {
        var events = SampleEvents.EveryKind(Name);
        await using (var ledger = OpenStore())
        {
            await Append(ledger, events);
            Assert.Equal<StudyEvent>(events, await Read(ledger));
        }

        await using var again = OpenStore();
        Assert.Equal<StudyEvent>(events, await Read(again));
    }

    [Fact]
    public async Task Events_appended_one_by_one_keep_their_order_and_number()
    {
        var events = SampleEvents.EveryKind(Name);
        await using var ledger = OpenStore();
        var writer = await ledger.TakeOverAsync(Name, default);
        foreach (var happened in events)
        {
            var next = await ledger.AppendAsync(writer, [happened], default);
            Assert.Equal(writer with { NextVersion = writer.NextVersion + 1 }, next);
            writer = next;
        }

        Assert.Equal<StudyEvent>(events, await Read(ledger));
    }

    [Fact]
    public async Task A_take_over_states_the_number_of_events_and_a_newer_epoch()
    {
        LedgerWriter first;
        await using (var ledger = OpenStore())
        {
            first = await Append(ledger, SampleEvents.EveryKind(Name));
        }

        await using var again = OpenStore();
        var second = await again.TakeOverAsync(Name, default);
        Assert.Equal(SampleEvents.EveryKind(Name).Length, second.NextVersion);
        Assert.True(second.Epoch > first.Epoch);
    }

    [Fact]
    public async Task A_writer_that_was_taken_over_is_refused_and_writes_nothing()
    {
        var events = SampleEvents.EveryKind(Name);
        await using var ledger = OpenStore();
        var old = await Append(ledger, events[..3]);
        var present = await ledger.TakeOverAsync(Name, default);

        await Assert.ThrowsAsync<LedgerFencedException>(async () => await ledger.AppendAsync(old, events[3..], default));
        Assert.Equal<StudyEvent>(events[..3], await Read(ledger));

        await ledger.AppendAsync(present, events[3..], default);
        Assert.Equal<StudyEvent>(events, await Read(ledger));
        await Assert.ThrowsAsync<LedgerFencedException>(
            async () => await ledger.AppendAsync(old with { NextVersion = events.Length }, events[3..4], default));
    }

    [Fact]
    public async Task A_writer_from_before_a_restart_is_refused_once_another_took_over()
    {
        var events = SampleEvents.EveryKind(Name);
        LedgerWriter old;
        await using (var ledger = OpenStore())
        {
            old = await Append(ledger, events[..3]);
        }

        await using var again = OpenStore();
        await again.TakeOverAsync(Name, default);
        await Assert.ThrowsAsync<LedgerFencedException>(async () => await again.AppendAsync(old, events[3..], default));
        Assert.Equal<StudyEvent>(events[..3], await Read(again));
    }

    [Fact]
    public async Task An_append_at_a_number_that_is_taken_or_lies_ahead_is_refused()
    {
        var events = SampleEvents.EveryKind(Name);
        await using var ledger = OpenStore();
        var writer = await Append(ledger, events[..3]);
        foreach (var wrong in new[] { writer.NextVersion - 1, writer.NextVersion + 1 })
        {
            await Assert.ThrowsAsync<LedgerFencedException>(
                async () => await ledger.AppendAsync(writer with { NextVersion = wrong }, events[3..], default));
        }

        Assert.Equal<StudyEvent>(events[..3], await Read(ledger));
    }

    [Fact]
    public async Task An_append_by_a_writer_of_a_study_that_nobody_took_over_is_refused()
    {
        await using var ledger = OpenStore();
        await Assert.ThrowsAsync<LedgerFencedException>(
            async () => await ledger.AppendAsync(new LedgerWriter(Name, 1, 0), SampleEvents.EveryKind(Name), default));
        Assert.Empty(await ledger.StudiesAsync(default));
    }

    [Fact]
    public async Task An_append_that_fails_in_its_middle_leaves_nothing_behind_and_can_be_tried_again()
    {
        var events = SampleEvents.EveryKind(Name);
        await using var ledger = OpenStore();
        var writer = await Append(ledger, events[..1]);

        await Assert.ThrowsAnyAsync<Exception>(
            async () => await ledger.AppendAsync(writer, [.. events[1..5], new UnknownEvent()], default));
        Assert.Equal<StudyEvent>(events[..1], await Read(ledger));

        await ledger.AppendAsync(writer, events[1..], default);
        Assert.Equal<StudyEvent>(events, await Read(ledger));
    }

    [Fact]
    public async Task An_append_of_no_events_is_a_mistake()
    {
        await using var ledger = OpenStore();
        var writer = await ledger.TakeOverAsync(Name, default);
        await Assert.ThrowsAnyAsync<ArgumentException>(async () => await ledger.AppendAsync(writer, [], default));
    }

    [Fact]
    public async Task Studies_of_one_store_do_not_mix_and_are_named_oldest_first()
    {
        string[] names = ["zebra", SampleEvents.Awkward, "Alpha", "alpha"];
        await using (var ledger = OpenStore())
        {
            var writers = new Dictionary<string, LedgerWriter>();
            foreach (var name in names)
            {
                writers[name] = await Append(ledger, SampleEvents.EveryKind(name)[..5], name);
            }

            foreach (var name in names.Reverse())
            {
                await ledger.AppendAsync(writers[name], SampleEvents.EveryKind(name)[5..], default);
            }
        }

        await using var again = OpenStore();
        Assert.Equal<string>(names, await again.StudiesAsync(default));
        foreach (var name in names)
        {
            Assert.Equal<StudyEvent>(SampleEvents.EveryKind(name), await Read(again, name));
        }
    }

    [Fact]
    public async Task Taking_over_one_study_leaves_the_writers_of_others_alone()
    {
        var events = SampleEvents.EveryKind("other");
        await using var ledger = OpenStore();
        var other = await Append(ledger, events[..3], "other");
        await ledger.TakeOverAsync(Name, default);
        await ledger.AppendAsync(other, events[3..], default);
        Assert.Equal<StudyEvent>(events, await Read(ledger, "other"));
    }

    [Fact]
    public async Task A_reader_sees_the_study_as_it_was_at_the_call()
    {
        var events = SampleEvents.EveryKind(Name);
        await using var ledger = OpenStore();
        var writer = await Append(ledger, events[..3]);

        var before = ledger.ReadAsync(Name, default);
        await using var reader = before.GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        writer = await ledger.AppendAsync(writer, events[3..6], default);
        var between = ledger.ReadAsync(Name, default);
        await ledger.AppendAsync(writer, events[6..], default);

        var seen = new List<StudyEvent> { reader.Current };
        while (await reader.MoveNextAsync())
        {
            seen.Add(reader.Current);
        }

        Assert.Equal<StudyEvent>(events[..3], seen);
        Assert.Equal<StudyEvent>(events[..6], await between.ToListAsync());
        Assert.Equal<StudyEvent>(events, await Read(ledger));
    }

    [Fact]
    public async Task Reading_from_a_version_gives_the_events_from_that_one_on()
    {
        var events = SampleEvents.EveryKind(Name);
        await using var ledger = OpenStore();
        await Append(ledger, SampleEvents.EveryKind("another"), "another");
        await Append(ledger, events);

        for (var from = 0; from <= events.Length; from++)
        {
            Assert.Equal<StudyEvent>(events[from..], await ledger.ReadAsync(Name, from, default).ToListAsync());
        }

        Assert.Empty(await ledger.ReadAsync(Name, long.MaxValue, default).ToListAsync());
        Assert.Empty(await ledger.ReadAsync("no-such-study", 1, default).ToListAsync());
    }

    [Fact]
    public async Task A_reader_from_a_version_sees_the_study_as_it_was_at_the_call()
    {
        var events = SampleEvents.EveryKind(Name);
        await using var ledger = OpenStore();
        var writer = await Append(ledger, events[..3]);

        var before = ledger.ReadAsync(Name, 2, default);
        await ledger.AppendAsync(writer, events[3..], default);

        Assert.Equal<StudyEvent>(events[2..3], await before.ToListAsync());
    }

    [Fact]
    public async Task Readers_beside_a_writer_see_whole_appends_in_order()
    {
        const int batch = 7;
        var plan = SampleEvents.Plans(1);
        ImmutableArray<StudyEvent> first = [new StudyEvent.Created(SampleEvents.Definition(Name), SampleEvents.Start),
            new StudyEvent.TrialsAdded(plan, SampleEvents.Start)];
        await using var ledger = OpenStore();
        var writer = await Append(ledger, first);

        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                var events = Enumerable.Range(i * batch, batch)
                    .Select(n => new StudyEvent.Renewed(plan[0].Id, n, SampleEvents.Start, SampleEvents.Start));
                writer = await ledger.AppendAsync(writer, [.. events], default);
            }
        });

        bool ended;
        do
        {
            ended = writing.IsCompleted;
            var seen = (await Read(ledger)).Skip(first.Length).Cast<StudyEvent.Renewed>().Select(e => e.Attempt).ToArray();
            Assert.Equal(0, seen.Length % batch);
            Assert.Equal(Enumerable.Range(0, seen.Length), seen);
        }
        while (!ended);

        await writing;
        Assert.Equal(first.Length + (50 * batch), (await Read(ledger)).Count);
    }

    [Fact]
    public async Task A_large_grid_reads_back_whole()
    {
        var plans = SampleEvents.Plans(5 * Study.TrialsPerEvent);
        var history = Study.Decide(
            StudyState.Empty, new StudyCommand.Create(SampleEvents.Definition(Name), plans), SampleEvents.Start);
        await using var ledger = OpenStore();
        await Append(ledger, history.Events);
        Assert.Equal<StudyEvent>(history.Events, await Read(ledger));
    }

    [Fact]
    public async Task What_was_cancelled_before_it_began_changes_nothing()
    {
        var events = SampleEvents.EveryKind(Name);
        var cancelled = new CancellationToken(canceled: true);
        await using var ledger = OpenStore();
        var writer = await Append(ledger, events[..3]);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ledger.AppendAsync(writer, events[3..], cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ledger.TakeOverAsync(Name, cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await ledger.StudiesAsync(cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await ledger.ReadAsync(Name, cancelled).ToListAsync(CancellationToken.None));

        Assert.Equal<StudyEvent>(events[..3], await Read(ledger));
        await ledger.AppendAsync(writer, events[3..], default);
    }

    [Fact]
    public async Task A_closed_ledger_refuses_and_may_be_closed_again()
    {
        var ledger = OpenStore();
        var writer = await Append(ledger, SampleEvents.EveryKind(Name));
        await ledger.DisposeAsync();
        await ledger.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await ledger.StudiesAsync(default));
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await ledger.TakeOverAsync(Name, default));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await ledger.AppendAsync(writer, SampleEvents.EveryKind(Name), default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_replay_after_a_restart_equals_the_state_that_was_alive(int seed)
    {
        var history = LegalHistory.Of(seed, Name, trials: 20, steps: 200);
        await using (var ledger = OpenStore())
        {
            var writer = await ledger.TakeOverAsync(Name, default);
            foreach (var batch in history.Batches)
            {
                writer = await ledger.AppendAsync(writer, batch, default);
            }
        }

        await using var again = OpenStore();
        var replayed = Study.Apply(StudyState.Empty, await Read(again));
        Assert.Equal(history.State.Definition, replayed.Definition);
        Assert.Equal<TrialState>(history.State.Trials, replayed.Trials);
        Assert.Equal<int>(history.State.Running, replayed.Running);
        Assert.Equal<int>(history.State.Returned, replayed.Returned);
        Assert.Equal(
            (history.State.EndedCount, history.State.NextFresh, history.State.IsCompleted, history.State.LeaseDuration),
            (replayed.EndedCount, replayed.NextFresh, replayed.IsCompleted, replayed.LeaseDuration));
    }

    /// <summary>Takes a study over and appends events to it.</summary>
    protected static async Task<LedgerWriter> Append(ILedger ledger, ImmutableArray<StudyEvent> events, string study = Name) =>
        await ledger.AppendAsync(await ledger.TakeOverAsync(study, default), events, default);

    /// <summary>All events of a study.</summary>
    protected static async Task<List<StudyEvent>> Read(ILedger ledger, string study = Name) =>
        await ledger.ReadAsync(study, default).ToListAsync();

    private sealed record UnknownEvent() : StudyEvent(SampleEvents.Start);
}
