using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Progress;
using ActorSearch.Training.Checkpoints;

namespace ActorSearch.Cli.Running;

/// <summary>The weights that a run keeps of its best trials.</summary>
/// <param name="folder">Where.</param>
/// <param name="study">The study's name.</param>
internal sealed class RunWeights(CheckpointFolder folder, string study)
{
    private const int DefaultKeep = 3;

    private readonly Lock _lock = new();
    private string? _firstLoss;
    private int _losses;

    /// <summary>Hears what could not be kept and why, in a line; called on training threads.</summary>
    public Action<string> OnLost { get; set; } = _ => { };

    /// <summary>What training hands weights to.</summary>
    public WeightKeeper Keeper => new(folder, Lose);

    /// <summary>What could not be kept, in a line; null where all could.</summary>
    public string? Trouble
    {
        get
        {
            lock (_lock)
            {
                return _losses switch
                {
                    0 => null,
                    1 => _firstLoss,
                    _ => $"{_firstLoss} (and so {_losses} times; the log has them all)",
                };
            }
        }
    }

    /// <summary>How many trials' weights to keep.</summary>
    /// <param name="asked">What the command line says.</param>
    /// <exception cref="InputException">It is no such number.</exception>
    public static int ParseKeep(string? asked) =>
        asked is null ? DefaultKeep : WholeNumber.Parse("--keep-weights", asked, 0, CheckpointFolder.MaxKeep);

    /// <summary>The folder asked for, or <c>weights</c> beside the store; nothing is made yet.</summary>
    /// <exception cref="InputException">A file is in the way.</exception>
    public static string Resolve(string? asked, StoreName store) =>
        FolderName.Resolve("--weights", asked ?? Path.Combine(store.Folder, "weights"), "weights need");

    /// <summary>Makes the study's folder, so that nobody trains for a day to learn that it cannot be made.</summary>
    /// <exception cref="InputException">It cannot be made, or not be written.</exception>
    public void Prepare()
    {
        try
        {
            folder.Prepare(study);
        }
        catch (CheckpointException exception)
        {
            throw new InputException($"--weights: {exception.Message}; name another folder, or none with --keep-weights 0");
        }
    }

    /// <summary>What is kept; null where there is nothing, or it cannot be read.</summary>
    public KeptWeights? Kept()
    {
        try
        {
            var kept = folder.Kept(study);
            return kept.Count == 0 ? null : new KeptWeights(Path.Combine(folder.FolderPath, study), [.. kept.Select(h => h.Trial)]);
        }
        catch (CheckpointException exception)
        {
            Lose(exception.Message);
            return null;
        }
    }

    private void Lose(string why)
    {
        lock (_lock)
        {
            _firstLoss ??= why;
            _losses++;
        }

        OnLost(why);
    }
}
