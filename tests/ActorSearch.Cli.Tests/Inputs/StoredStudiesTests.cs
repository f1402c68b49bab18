using System.Collections.Immutable;
using ActorSearch.Cli.Inputs;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Cli.Tests.Inputs;

public sealed class StoredStudiesTests
{
    [Fact]
    public async Task Names_of_studies_do_no_harm_in_a_message()
    {
        await using var ledger = new NamesAlone("red\u001b[31m", "other");
        using var notes = new StringWriter();

        var exception = await Assert.ThrowsAsync<InputException>(() => StoredStudies.ChooseAsync(ledger, "s.db", "none", notes));
        await StoredStudies.ChooseAsync(ledger, "s.db", asked: null, notes);

        Assert.Contains(@"red\u001b[31m", exception.Message, StringComparison.Ordinal);
        Assert.Contains(@"red\u001b[31m", notes.ToString(), StringComparison.Ordinal);
    }

    private sealed class NamesAlone(params string[] names) : ILedger
    {
        public ValueTask<ImmutableArray<string>> StudiesAsync(CancellationToken cancellation) => new([.. names]);

        public IAsyncEnumerable<StudyEvent> ReadAsync(string study, long from, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<LedgerWriter> TakeOverAsync(string study, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask<LedgerWriter> AppendAsync(LedgerWriter writer, IReadOnlyList<StudyEvent> events, CancellationToken cancellation) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
