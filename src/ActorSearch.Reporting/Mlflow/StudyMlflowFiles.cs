using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Mlflow;

/// <summary>
/// Writes a study in the layout of MLflow's file store (mlflow/store/tracking/file_store.py): an experiment, and in it a
/// run for every trial. A fold over the study's events; writing it again brings the same experiment up to date. What
/// others put into the folder stays, and what people changed on MLflow's page: names, descriptions, runs deleted.
/// </summary>
public sealed class StudyMlflowFiles
{
    private readonly StudyFold _study = new();
    private readonly Dictionary<TrialId, TrialTimes> _times = [];

    /// <summary>Number of trials in the study.</summary>
    public int Trials => _times.Count;

    /// <summary>Takes an event in.</summary>
    public void Add(StudyEvent happened)
    {
        _study.Add(happened);
        switch (happened)
        {
            case StudyEvent.TrialsAdded e:
                foreach (var plan in e.Trials)
                {
                    _times[plan.Id] = new TrialTimes(e.At) { EndedAt = plan.Rejection is null ? null : e.At };
                }

                break;
            case StudyEvent.Leased e:
                _times[e.Trial] = new TrialTimes(e.At);
                break;
            case StudyEvent.EpochReported e when _times.TryGetValue(e.Trial, out var times):
                times.Epochs.Add((e.Metrics, e.At));
                break;
            case StudyEvent.Finished e when _times.TryGetValue(e.Trial, out var times):
                times.EndedAt = e.At;
                break;
            case StudyEvent.AttemptEnded { GivesUp: true } e when _times.TryGetValue(e.Trial, out var times):
                times.EndedAt = e.At;
                break;
            case StudyEvent.AttemptEnded e:
                _times[e.Trial] = new TrialTimes(e.At);
                break;
            default:
                break;
        }
    }

    /// <summary>Writes the study.</summary>
    /// <param name="folder">The folder of all experiments: what <c>mlflow ui --backend-store-uri</c> is given.</param>
    /// <returns>The experiment's folder.</returns>
    /// <exception cref="MlflowFilesException">Files cannot be written, or the experiment was deleted on MLflow's page.</exception>
    /// <exception cref="StudyException">There were no events, or they are not those of one study.</exception>
    public string Write(string folder)
    {
        var root = Path.GetFullPath(folder);
        var report = _study.ToReport();
        try
        {
            var experiment = new ExperimentFolder(root, report);
            experiment.Write();
            foreach (var row in report.Trials)
            {
                experiment.Write(row, _times[row.Id]);
            }

            return experiment.Folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new MlflowFilesException($"{root}: MLflow's files cannot be written: {exception.Message.ReplaceLineEndings(" ")}", exception);
        }
    }
}
