using ActorSearch.Cli.Inputs;
using ActorSearch.Coordination.Receptions;
using ActorSearch.Core.Studies;

namespace ActorSearch.Cli.Clusters.Coordinating;

/// <summary>
/// Makes studies of experiment files that were handed in. Relative data paths start at the coordinator's working
/// folder. Images are loaded for each submission, for their fingerprint alone.
/// </summary>
/// <param name="notes">Where it is said that images are being fetched.</param>
internal sealed class Submissions(TextWriter notes) : ISubmissions
{
    /// <inheritdoc />
    public Task<StudyPlan> PrepareAsync(string source, string fileName, CancellationToken cancellation)
    {
        try
        {
            var data = new DataRequest(fileName, ExperimentFile.Parse(source, fileName));
            var description = data.Describe();
            var trials = data.Expand(description);
            return Task.FromResult(new StudyPlan(data.Define(description, data.Load(notes, cancellation)), trials));
        }
        catch (InputException exception)
        {
            throw new SubmissionRefusedException(exception.Lines);
        }
    }
}
