using ActorSearch.Core.Studies;

namespace ActorSearch.Coordination.Receptions;

/// <summary>Makes studies of experiment files that were handed in.</summary>
public interface ISubmissions
{
    /// <summary>Reads an experiment file and looks at its images. Called for one file at a time.</summary>
    /// <param name="source">The file's text.</param>
    /// <param name="fileName">What the file is called, for messages.</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    /// <exception cref="SubmissionRefusedException">The file is wrong, or its images are not there.</exception>
    Task<StudyPlan> PrepareAsync(string source, string fileName, CancellationToken cancellation);
}
