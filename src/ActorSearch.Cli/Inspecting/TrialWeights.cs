using ActorSearch.Cli.Inputs;
using ActorSearch.Reporting.SingleTrial;
using ActorSearch.Training.Checkpoints;

namespace ActorSearch.Cli.Inspecting;

/// <summary>The weights that were kept of a trial.</summary>
internal static class TrialWeights
{
    private const string Remedy = "--weights FOLDER names another folder, --retrain trains the trial again from its seed";

    /// <summary>The file of a trial's weights, whose head was found to be the trial's.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="folder">The folder of kept weights.</param>
    /// <exception cref="InputException">There is none, or it is another trial's.</exception>
    public static string Find(TrialReport trial, string folder)
    {
        var path = CheckpointFolder.PathOf(folder, trial.Definition.Name, trial.Trial.Plan.Id);
        if (!File.Exists(path))
        {
            throw new InputException(
                $"{path}: there are no weights of trial {trial.Trial.Plan.Id.Short}; 'actorsearch run' keeps those of the best trials",
                Remedy);
        }

        try
        {
            return Unlike(trial, CheckpointFile.ReadHead(path)) is { } problem
                ? throw new InputException($"{path}: {problem}", Remedy)
                : path;
        }
        catch (CheckpointException exception)
        {
            throw Refused(exception);
        }
    }

    /// <summary>What to say of weights that cannot be read.</summary>
    public static InputException Refused(CheckpointException exception) => new(exception.Message, Remedy);

    /// <summary>Why weights are not a trial's; null where they are.</summary>
    private static string? Unlike(TrialReport trial, CheckpointHead head)
    {
        var (study, plan) = (trial.Definition, trial.Trial.Plan);
        return head switch
        {
            _ when head.Study != study.Name || head.Seed != study.Seed =>
                $"belongs to another study: {head.Study} of seed {head.Seed}, expected {study.Name} of seed {study.Seed}",
            _ when head.Trial != plan.Id => $"belongs to trial {head.Trial}, expected {plan.Id}",
            _ when head.DataFingerprint != study.DataFingerprint =>
                $"was trained on other images: fingerprint {head.DataFingerprint}, expected {study.DataFingerprint}",
            _ when !Equals(head.Normalise, study.DataSet.Normalise) => "was trained on images that were normalised otherwise",
            _ when !Equals(head.Plan, trial.Network) => "holds another network than the trial's",
            _ => null,
        };
    }
}
