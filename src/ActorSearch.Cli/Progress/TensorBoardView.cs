using ActorSearch.Core.Studies;
using ActorSearch.Reporting.TensorBoard;

namespace ActorSearch.Cli.Progress;

/// <summary>Writes the curves of a search as event files, with every epoch.</summary>
/// <param name="files">The files.</param>
internal sealed class TensorBoardView(StudyEventFiles files) : ISearchView
{
    /// <inheritdoc />
    public bool NeedsEarlier => true;

    /// <inheritdoc />
    public void Earlier(StudyEvent happened)
    {
        files.Add(happened);
        files.SaveEnded();
    }

    /// <inheritdoc />
    public void Open(IReadOnlyList<StudyEvent> opening)
    {
        foreach (var happened in opening)
        {
            files.Add(happened);
        }

        files.Settle();
    }

    /// <inheritdoc />
    public void Show(ProgressState state, StudyState study, StudyEvent happened) => files.Follow(happened);
}
