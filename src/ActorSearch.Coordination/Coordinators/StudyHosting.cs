using System.Collections.Immutable;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Coordinators;

/// <summary>Takes studies over, so that a coordinator can go on with what the ledger holds.</summary>
public static class StudyHosting
{
    /// <summary>The study of a name as a store holds it.</summary>
    /// <exception cref="LedgerException">The store cannot be read.</exception>
    public static async Task<StudyState> LoadAsync(ILedger ledger, string study, CancellationToken cancellation)
    {
        var state = StudyState.Empty;
        await foreach (var happened in ledger.ReadAsync(study, cancellation).ConfigureAwait(false))
        {
            state = Study.Apply(state, happened);
        }

        return state;
    }

    /// <summary>Takes a study over, begins or extends it where that was decided, and opens it.</summary>
    /// <param name="ledger">The store.</param>
    /// <param name="study">The study's name.</param>
    /// <param name="before">What the study is asked before it is opened: to begin, to be extended, or nothing.</param>
    /// <param name="open">How it is opened.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The study, and the events that opened it.</returns>
    /// <exception cref="LedgerException">The ledger refused.</exception>
    public static async Task<(HostedStudy Study, ImmutableArray<StudyEvent> Events)> OpenAsync(
        ILedger ledger, string study, StudyCommand? before, StudyCommand.Open open, TimeProvider time)
    {
        var writer = await ledger.TakeOverAsync(study, CancellationToken.None).ConfigureAwait(false);
        var state = await LoadAsync(ledger, study, CancellationToken.None).ConfigureAwait(false);
        var events = ImmutableArray.CreateBuilder<StudyEvent>();
        foreach (var command in new[] { before, open }.OfType<StudyCommand>())
        {
            var decision = Study.Decide(state, command, time.GetUtcNow());
            state = Study.Apply(state, decision.Events);
            events.AddRange(decision.Events);
        }

        writer = await ledger.AppendAsync(writer, events, CancellationToken.None).ConfigureAwait(false);
        return (new HostedStudy(writer, state), events.DrainToImmutable());
    }

    /// <summary>What a study is asked before it is opened, as its opening says.</summary>
    public static StudyCommand? CommandOf(StudyOpening opening, StudyPlan plan) => opening switch
    {
        StudyOpening.Begin => new StudyCommand.Create(plan.Definition, plan.Trials),
        StudyOpening.Extend => new StudyCommand.Extend(plan.Definition, plan.Trials),
        _ => null,
    };
}
