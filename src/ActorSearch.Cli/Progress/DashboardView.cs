using ActorSearch.Cli.Dashboard;
using ActorSearch.Core.Studies;

namespace ActorSearch.Cli.Progress;

/// <summary>Hands a search to those who watch it in a browser. Nothing is made of it here, so nobody waits.</summary>
internal sealed class DashboardView(DocumentBuilder documents) : ISearchView
{
    /// <inheritdoc />
    public bool NeedsEarlier => true;

    /// <inheritdoc />
    public void Earlier(StudyEvent happened) => documents.Add(happened);

    /// <inheritdoc />
    public void Open(IReadOnlyList<StudyEvent> opening)
    {
        foreach (var happened in opening)
        {
            documents.Add(happened);
        }
    }

    /// <inheritdoc />
    public void Begin(ProgressState state) => documents.Begin();

    /// <inheritdoc />
    public void Show(ProgressState state, StudyState study, StudyEvent happened) => documents.Add(happened);
}
