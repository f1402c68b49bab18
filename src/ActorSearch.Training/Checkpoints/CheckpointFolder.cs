using ActorSearch.Core.Clusters;
using ActorSearch.Core.Trials;
using static TorchSharp.torch;

namespace ActorSearch.Training.Checkpoints;

/// <summary>
/// A folder with the weights of the best trials of each study, as the ranking orders them: FOLDER/STUDY/TRIAL.pt. Threads
/// and processes may share it. Which files are there at the end depends on no order of arrival, since only the files
/// themselves say which are the best so far.
/// </summary>
public sealed class CheckpointFolder
{
    /// <summary>Most trials whose weights are kept: each offer reads the heads of all.</summary>
    public const int MaxKeep = WorkerConfig.MaxKeptWeights;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Func<TrialId, bool> _isOfStudy;

    /// <summary>Names a folder; nothing is made yet.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="keep">How many trials' weights to keep of each study, 1 to <see cref="MaxKeep"/>.</param>
    /// <param name="isOfStudy">
    /// Which trials the study has: weights that an earlier study of the same name left there are neither counted nor
    /// removed. Null counts all that say they are of the same study.
    /// </param>
    public CheckpointFolder(string path, int keep, Func<TrialId, bool>? isOfStudy = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keep, MaxKeep);
        FolderPath = Path.GetFullPath(path);
        Keep = keep;
        _isOfStudy = isOfStudy ?? (_ => true);
    }

    /// <summary>The folder, as a full path.</summary>
    public string FolderPath { get; }

    /// <summary>How many trials' weights are kept of each study.</summary>
    public int Keep { get; }

    /// <summary>Where a trial's weights are, if they are kept.</summary>
    public static string PathOf(string folder, string study, TrialId trial) =>
        Path.Combine(folder, study, trial + CheckpointFile.Extension);

    /// <summary>Makes a study's folder, and sees that it can be written.</summary>
    /// <exception cref="CheckpointException">It cannot.</exception>
    public void Prepare(string study)
    {
        var folder = Path.Combine(FolderPath, study);
        try
        {
            Directory.CreateDirectory(folder);
            FolderLock.Take(folder, Patience).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{folder}: weights cannot be kept: {exception.Message}", exception);
        }
    }

    /// <summary>The weights that are kept of a study, the best first, less those of trials that it does not have.</summary>
    /// <exception cref="CheckpointException">The folder cannot be read.</exception>
    public IReadOnlyList<CheckpointHead> Kept(string study) => [.. Kept(FolderPath, study).Where(h => _isOfStudy(h.Trial))];

    /// <summary>Keeps a trial's weights if it is one of the best so far, and removes those that are no more.</summary>
    /// <param name="head">What the weights belong to.</param>
    /// <param name="tensors">Gives the weights; called if they are kept.</param>
    /// <returns>Whether they are kept.</returns>
    /// <exception cref="CheckpointException">The folder or the disk refuses; what was kept before is as it was.</exception>
    public bool Offer(CheckpointHead head, Func<IReadOnlyDictionary<string, Tensor>> tensors)
    {
        var folder = Path.Combine(FolderPath, head.Study);
        try
        {
            Directory.CreateDirectory(folder);
            using var held = FolderLock.Take(folder, Patience);
            RemoveUnfinished(folder);
            var rivals = Heads(folder).Where(h => h.Trial != head.Trial && h.IsOfSameStudyAs(head) && _isOfStudy(h.Trial)).ToList();
            var best = rivals.Append(head).Order(Comparer(head.Objective)).Take(Keep).ToHashSet();
            if (best.Contains(head))
            {
                CheckpointFile.Write(PathOf(FolderPath, head.Study, head.Trial), head, tensors());
            }

            foreach (var worse in rivals.Append(head).Where(h => !best.Contains(h)))
            {
                File.Delete(PathOf(FolderPath, head.Study, worse.Trial));
            }

            return best.Contains(head);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{folder}: weights cannot be kept: {exception.Message}", exception);
        }
    }

    /// <summary>What weights a folder holds of a study, the best first; files that are no checkpoints are left out.</summary>
    /// <exception cref="CheckpointException">The folder cannot be read.</exception>
    public static IReadOnlyList<CheckpointHead> Kept(string folder, string study)
    {
        try
        {
            var heads = Heads(Path.Combine(folder, study)).ToList();
            return heads.Count == 0 ? heads : [.. heads.Order(Comparer(heads[0].Objective))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CheckpointException($"{folder}: cannot be read: {exception.Message}", exception);
        }
    }

    private static IEnumerable<CheckpointHead> Heads(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*" + CheckpointFile.Extension).Select(ReadHead).OfType<CheckpointHead>() : [];

    /// <summary>The head of a file whose name is that of its trial; null for any other.</summary>
    private static CheckpointHead? ReadHead(string path)
    {
        try
        {
            return CheckpointFile.ReadHead(path) is var head && Path.GetFileNameWithoutExtension(path) == head.Trial.ToString() ? head : null;
        }
        catch (CheckpointException)
        {
            return null;
        }
    }

    /// <summary>Clears away what processes left that were killed as they wrote: whoever writes has the lock.</summary>
    private static void RemoveUnfinished(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder, $"*{CheckpointFile.Extension}.*{CheckpointFile.UnfinishedExtension}"))
        {
            File.Delete(path);
        }
    }

    private static Comparer<CheckpointHead> Comparer(Objective objective) =>
        Comparer<CheckpointHead>.Create((a, b) => TrialOrder.Compare(OrderOf(a), OrderOf(b), objective));

    private static TrialOrder OrderOf(CheckpointHead head) => new(head.Value, head.Parameters, head.Trial);
}
