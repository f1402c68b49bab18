using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;

namespace ActorSearch.Reporting.TensorBoard;

/// <summary>
/// Writes a study's curves as event files that TensorBoard shows: a folder for the study, in it one for every trial.
/// A fold over the study's events, so following a run and reading a ledger give the same files. An attempt that came to
/// nothing leaves none. No file stays open between two calls. For one thread.
/// </summary>
public sealed class StudyEventFiles
{
    private readonly TrialFolders _folders;
    private readonly Dictionary<TrialId, TrialPlan> _plans = [];
    private readonly Dictionary<TrialId, TrialEvents> _running = [];
    private readonly List<TrialEvents> _ended = [];
    private readonly Dictionary<TrialId, int> _shown = [];
    private readonly HashSet<TrialId> _changed = [];
    private StudyDefinition? _definition;
    private DateTimeOffset _createdAt;

    /// <summary>Begins; nothing is written yet.</summary>
    /// <param name="folder">The folder of all studies.</param>
    /// <param name="study">The study's name.</param>
    public StudyEventFiles(string folder, string study)
    {
        Folder = Path.Combine(Path.GetFullPath(folder), RunNames.OfStudy(study));
        _folders = new TrialFolders(Folder);
    }

    /// <summary>The study's folder.</summary>
    public string Folder { get; }

    /// <summary>Number of trials that have a curve.</summary>
    public int Trials => _shown.Count;

    /// <summary>Takes an event in; <see cref="SaveEnded"/> or <see cref="Settle"/> write what it means.</summary>
    public void Add(StudyEvent happened)
    {
        switch (happened)
        {
            case StudyEvent.Created e:
                (_definition, _createdAt) = (e.Definition, e.At);
                break;
            case StudyEvent.Redefined e:
                _definition = e.Definition;
                break;
            case StudyEvent.TrialsAdded e:
                foreach (var plan in e.Trials)
                {
                    _plans[plan.Id] = plan;
                }

                break;
            case StudyEvent.Leased e when _definition is not null && _plans.TryGetValue(e.Trial, out var plan):
                _running[e.Trial] = new TrialEvents(_definition, plan, GroupOf(plan), e.Attempt, e.At);
                _shown[e.Trial] = e.Attempt;
                _changed.Add(e.Trial);
                break;
            case StudyEvent.EpochReported e when _running.TryGetValue(e.Trial, out var trial):
                trial.Add(e.Metrics, e.At);
                _changed.Add(e.Trial);
                break;
            case StudyEvent.Finished e when _running.Remove(e.Trial, out var trial):
                trial.End(e.Result.Outcome, e.Result, e.At);
                _ended.Add(trial);
                break;
            case StudyEvent.AttemptEnded { GivesUp: true } e when _running.Remove(e.Trial, out var trial):
                trial.End(TrialOutcome.Failed, result: null, e.At);
                _ended.Add(trial);
                break;
            case StudyEvent.AttemptEnded e:
                _running.Remove(e.Trial);
                _shown.Remove(e.Trial);
                _changed.Add(e.Trial);
                break;
            default:
                break;
        }
    }

    /// <summary>Writes the trials that ended; what else there is to write waits for <see cref="Settle"/>.</summary>
    /// <exception cref="EventFilesException">Files cannot be written.</exception>
    public void SaveEnded() => Saved(WriteEnded);

    /// <summary>Takes an event in and writes what it changes.</summary>
    /// <exception cref="EventFilesException">Files cannot be written.</exception>
    public void Follow(StudyEvent happened)
    {
        Add(happened);
        Saved(WriteChanged);
    }

    /// <summary>
    /// Writes all there is and takes away what is not the study's any more: curves of attempts that came to nothing, and
    /// names that have changed with the file. What other programs put into the folder stays.
    /// </summary>
    /// <exception cref="EventFilesException">Files cannot be written.</exception>
    public void Settle() => Saved(() =>
    {
        if (_definition is null)
        {
            return;
        }

        _folders.Name(_definition, _plans.Values);
        WriteChanged();
        foreach (var plan in _plans.Values)
        {
            if (_shown.TryGetValue(plan.Id, out var attempt))
            {
                _folders.RemoveOthers(plan, attempt);
            }
            else
            {
                _folders.Remove(plan);
            }
        }

        var study = new EventStream(_createdAt);
        study.Describe(
            _createdAt,
            HyperparameterTable.StudyTag,
            HyperparameterTable.Study(_definition, _createdAt, _folders.VariedNames, _plans.Values));
        EventFile.Write(Path.Combine(Folder, RunNames.OfAttempt(0)), study);
    });

    private static string GroupOf(TrialPlan plan) => TrialId.Of(plan.Config, replicate: 0).ToString()[..RunNames.IdLength];

    private void WriteEnded()
    {
        if (_ended.Count == 0)
        {
            return;
        }

        foreach (var trial in _ended)
        {
            _folders.Write(trial);
            _changed.Remove(trial.Plan.Id);
        }

        _ended.Clear();
    }

    private void WriteChanged()
    {
        WriteEnded();
        foreach (var id in _changed)
        {
            if (_running.TryGetValue(id, out var trial))
            {
                _folders.Write(trial);
            }
            else if (_plans.TryGetValue(id, out var plan))
            {
                _folders.Empty(plan);
            }
        }

        _changed.Clear();
    }

    private void Saved(Action save)
    {
        try
        {
            save();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new EventFilesException($"{Folder}: event files cannot be written: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}
