using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Measurements;
using ActorSearch.Reporting.Studies;
using ActorSearch.Reporting.Writing;

namespace ActorSearch.Reporting.Mlflow;

/// <summary>The folder of one experiment, named by its identity, with a folder a run.</summary>
internal sealed class ExperimentFolder
{
    /// <summary>Where MLflow moves what is deleted on its page.</summary>
    private const string Trash = ".trash";

    private const string LifecycleStage = "lifecycle_stage";
    private const string Active = "active";

    private readonly string _root;
    private readonly string _id;
    private readonly StudyReport _report;
    private readonly Dictionary<TrialId, PointRow> _points;

    public ExperimentFolder(string root, StudyReport report)
    {
        _root = root;
        _report = report;
        _points = PointLookup.Of(report);
        _id = MlflowIds.OfExperiment(report.Definition.Name, report.StartedAt);
        Folder = Path.Combine(root, _id);
    }

    /// <summary>The experiment's folder.</summary>
    public string Folder { get; }

    /// <summary>Writes what all runs have in common.</summary>
    /// <exception cref="MlflowFilesException">The experiment was deleted on MLflow's page.</exception>
    public void Write()
    {
        if (Directory.Exists(Path.Combine(_root, Trash, _id)))
        {
            throw new MlflowFilesException(
                $"{_root}: the experiment {_id} of this study was deleted in MLflow; restore it with 'mlflow experiments restore --experiment-id {_id}', remove {Path.Combine(Trash, _id)}, or name another folder");
        }

        var folder = new RunFolder(Folder);
        folder.Make(RunFolder.Tags);
        WriteTags(folder, RunTexts.ExperimentTagsOf(_report), []);
        if (folder.Read(RunFolder.Meta) is null)
        {
            folder.Write(RunFolder.Meta, new MetaFile()
                .Text("experiment_id", _id)
                .Text("name", FreeName(RunTexts.NameOf(_report.Definition)))
                .Text("artifact_location", UriOf(Folder))
                .Text(LifecycleStage, Active)
                .Number("creation_time", MetricLines.Milliseconds(_report.StartedAt))
                .Number("last_update_time", MetricLines.Milliseconds(_report.LastEventAt))
                .ToString());
        }
    }

    /// <summary>Writes a run, unless it was deleted on MLflow's page.</summary>
    public void Write(TrialRow row, TrialTimes times)
    {
        var definition = _report.Definition;
        var trial = row.Trial;
        var id = MlflowIds.OfRun(definition.Name, _report.StartedAt, row.Id);
        var path = Path.Combine(Folder, id);
        var folder = new RunFolder(path);
        var before = folder.Read(RunFolder.Meta);
        if (before is not null && MetaFile.Find(before, LifecycleStage) is not (null or Active))
        {
            return;
        }

        folder.Make(RunFolder.Artifacts);
        folder.WriteAll(RunFolder.Params, RunTexts.ParametersOf(definition, row), []);
        folder.WriteAll(RunFolder.Metrics, MetricsOf(definition, trial, times), MetricNames.All);
        WriteTags(folder, RunTexts.TagsOf(_report, row, _points[row.Id]), RunTexts.Optional);

        // The last file of all: a folder without it is no run yet.
        folder.Write(RunFolder.Meta, new MetaFile()
            .Text("run_id", id)
            .Text("run_uuid", id)
            .Text("run_name", folder.Read(Path.Combine(RunFolder.Tags, RunTexts.RunName)) ?? row.ShortId)
            .Text("experiment_id", _id)
            .Text("user_id", RunTexts.User)
            .Text("artifact_uri", UriOf(Path.Combine(path, RunFolder.Artifacts)))
            .Number("status", (long)RunStatuses.Of(trial.Outcome, trial.Status == TrialStatus.Running))
            .Number("start_time", MetricLines.Milliseconds(times.BegunAt))
            .Number("end_time", times.EndedAt is { } end ? MetricLines.Milliseconds(end) : null)
            .Text(LifecycleStage, Active)
            .Number("deleted_time", null)
            .Text("entry_point_name", string.Empty)
            .Text("source_name", string.Empty)
            .Text("source_version", string.Empty)
            .Number("source_type", LocalSource)
            .EmptyList("tags")
            .ToString());
    }

    /// <summary>MLflow's number for a run that was started on a machine, and not by a notebook or a job.</summary>
    private const int LocalSource = 4;

    private static IReadOnlyDictionary<string, string> MetricsOf(StudyDefinition definition, TrialState trial, TrialTimes times)
    {
        var lines = new MetricLines();
        var steps = TrainingSteps.PerEpoch(definition, trial.Plan.Config);
        foreach (var (metrics, at) in times.Epochs.OrderBy(e => e.Metrics.Epoch))
        {
            MetricNames.Add(lines, metrics, at, steps);
        }

        if (trial.Result is { } result)
        {
            MetricNames.Add(lines, result, times.EndedAt ?? times.BegunAt);
        }

        return lines.Files;
    }

    private static void WriteTags(RunFolder folder, Dictionary<string, string> tags, IEnumerable<string> ours)
    {
        foreach (var name in RunTexts.Kept.Where(n => folder.Read(Path.Combine(RunFolder.Tags, n)) is not null))
        {
            tags.Remove(name);
        }

        folder.WriteAll(RunFolder.Tags, tags, ours);
    }

    private static string UriOf(string path) => new Uri(path).AbsoluteUri;

    /// <summary>MLflow finds experiments by name, so one that another experiment has gets the identity behind it.</summary>
    private string FreeName(string name) => Directory.EnumerateDirectories(_root)
        .Where(d => d != Folder)
        .Select(d => new RunFolder(d).Read(RunFolder.Meta))
        .OfType<string>()
        .Any(m => MetaFile.Find(m, "name") == name)
            ? $"{name} ({_id})"
            : name;
}
