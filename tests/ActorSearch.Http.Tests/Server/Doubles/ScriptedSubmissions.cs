using System.Globalization;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Studies;

namespace ActorSearch.Http.Tests.Server.Doubles;

/// <summary>Reads files of the form <c>NAME TRIALS</c>.</summary>
internal sealed class ScriptedSubmissions : ISubmissions
{
    /// <summary>Awaited before a file is read.</summary>
    public Func<CancellationToken, Task> Before { get; set; } = _ => Task.CompletedTask;

    public async Task<StudyPlan> PrepareAsync(string source, string fileName, CancellationToken cancellation)
    {
        await Before(cancellation);
        return source.Split(' ') is [var name, var trials]
            ? Plans.Of(name, int.Parse(trials, CultureInfo.InvariantCulture))
            : throw new SubmissionRefusedException([$"{fileName}:1: not a study", "write 'NAME TRIALS'"]);
    }
}
