using ActorSearch.Coordination.Coordinators;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Receptions;

/// <summary>Takes studies that are handed in, one at a time.</summary>
/// <param name="submissions">Makes studies of files.</param>
/// <param name="desk">The way to the coordinator.</param>
/// <param name="prepareWithin">How long a study may take to be made.</param>
/// <param name="time">The clock.</param>
/// <param name="stopping">Cancelled once the coordinator is to end.</param>
internal sealed class Submitting(
    ISubmissions submissions, CoordinatorDesk desk, TimeSpan prepareWithin, TimeProvider time, CancellationToken stopping) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Takes a study.</summary>
    /// <exception cref="SubmissionRefusedException">It is wrong, or not to go on as asked.</exception>
    /// <exception cref="OperationCanceledException">Whoever handed it in is gone.</exception>
    public async Task<WireMessage> TakeAsync(WireMessage.Submit submit, CancellationToken aborted)
    {
        if (await PrepareAsync(submit, aborted).ConfigureAwait(false) is not { } plan)
        {
            return new WireMessage.Unavailable(
                stopping.IsCancellationRequested
                    ? "the coordinator is stopping"
                    : $"reading {submit.FileName} and its images took longer than {prepareWithin.TotalSeconds:0.###} s");
        }

        var reply = await desk.SubmitAsync(plan, submit.Resume, submit.Extend, aborted).ConfigureAwait(false);
        return reply switch
        {
            SubmissionReply.Decided(var opening) => new WireMessage.Submitted(plan.Definition.Name, WordOf(opening)),
            SubmissionReply.Unavailable(var reason) => new WireMessage.Unavailable(reason),
            _ => desk.Silent(),
        };
    }

    public void Dispose() => _turn.Dispose();

    private async Task<StudyPlan?> PrepareAsync(WireMessage.Submit submit, CancellationToken aborted)
    {
        using var late = new CancellationTokenSource(prepareWithin, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping, aborted);
        try
        {
            await _turn.WaitAsync(waiting.Token).ConfigureAwait(false);
            try
            {
                // Files are read there, which may be synchronous.
                return await Task.Run(
                    () => submissions.PrepareAsync(submit.Source, submit.FileName, waiting.Token), waiting.Token).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested && !aborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private static string WordOf(StudyOpening opening) => opening switch
    {
        StudyOpening.Begin => "begun",
        StudyOpening.Extend => "extended",
        StudyOpening.GoOn => "resumed",
        StudyOpening.AlreadyComplete => "complete",
        StudyOpening.Refused(var problem, var differences, var remedy) => throw new SubmissionRefusedException([problem, .. differences, remedy]),
        _ => throw new InvalidOperationException($"unknown opening {opening}"),
    };
}
