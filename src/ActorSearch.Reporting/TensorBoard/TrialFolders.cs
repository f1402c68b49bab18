using System.Collections.Immutable;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.TensorBoard;

/// <summary>The folders of a study's trials. A folder belongs to the trial whose identity its name begins with.</summary>
internal sealed class TrialFolders(string root)
{
    private Dictionary<string, string>? _present;

    /// <summary>The hyperparameters that the folders' names tell.</summary>
    public ImmutableArray<string> VariedNames { get; private set; } = [];

    /// <summary>Gives every folder that is there the name that says what sets its trial apart, among these trials.</summary>
    public void Name(StudyDefinition definition, IReadOnlyCollection<TrialPlan> trials)
    {
        VariedNames = VariedDimensions.Of(definition, [.. trials.Select(t => t.Config)]);
        foreach (var plan in trials)
        {
            var name = RunNames.OfTrial(plan, VariedNames);
            if (Present.TryGetValue(KeyOf(plan), out var old) && old != name && !Directory.Exists(Path.Combine(root, name)))
            {
                Directory.Move(Path.Combine(root, old), Path.Combine(root, name));
                Present[KeyOf(plan)] = name;
            }
        }
    }

    /// <summary>Brings the file of an attempt up to date.</summary>
    public void Write(TrialEvents trial)
    {
        var path = Path.Combine(FolderOf(trial.Plan), RunNames.OfAttempt(trial.Attempt));
        trial.Written = trial.Written > 0 ? EventFile.Append(path, trial.Written, trial.Stream) : EventFile.Write(path, trial.Stream);
    }

    /// <summary>Empties a trial's files.</summary>
    public void Empty(TrialPlan plan)
    {
        if (Present.TryGetValue(KeyOf(plan), out var name) && Directory.Exists(Path.Combine(root, name)))
        {
            FilesOf(Path.Combine(root, name), except: null).ForEach(EventFile.Empty);
        }
    }

    /// <summary>Takes the files of a trial's other attempts away.</summary>
    public void RemoveOthers(TrialPlan plan, int attempt)
    {
        var folder = FolderOf(plan);
        FilesOf(folder, Path.Combine(folder, RunNames.OfAttempt(attempt))).ForEach(File.Delete);
    }

    /// <summary>Takes a trial's files away, and its folder unless something else lies in it.</summary>
    public void Remove(TrialPlan plan)
    {
        if (Present.Remove(KeyOf(plan), out var name) && Path.Combine(root, name) is var folder && Directory.Exists(folder))
        {
            FilesOf(folder, except: null).ForEach(File.Delete);
            if (!Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder);
            }
        }
    }

    private Dictionary<string, string> Present => _present ??= Directory.Exists(root)
        ? Directory.EnumerateDirectories(root)
            .Select(d => Path.GetFileName(d))
            .Where(n => n.Length >= RunNames.IdLength)
            .Order(StringComparer.Ordinal)
            .DistinctBy(n => n[..RunNames.IdLength])
            .ToDictionary(n => n[..RunNames.IdLength], StringComparer.Ordinal)
        : new Dictionary<string, string>(StringComparer.Ordinal);

    private static string KeyOf(TrialPlan plan) => plan.Id.ToString()[..RunNames.IdLength];

    private static List<string> FilesOf(string folder, string? except) =>
        [.. Directory.EnumerateFiles(folder, RunNames.FilePattern).Where(f => f != except)];

    private string FolderOf(TrialPlan plan)
    {
        if (!Present.TryGetValue(KeyOf(plan), out var name))
        {
            name = RunNames.OfTrial(plan, VariedNames);
            Present[KeyOf(plan)] = name;
        }

        return Path.Combine(root, name);
    }
}
