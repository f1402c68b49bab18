using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Faults.Processes;

namespace ActorSearch.Faults.Clusters;

/// <summary>What must hold of every study at its end, whatever befell its processes.</summary>
internal static class StudyCheck
{
    /// <summary>Makes sure that every trial was recorded exactly once, by the attempt that held its lease, and none after the end.</summary>
    public static void Recorded(StoredStudy study, string store)
    {
        var running = new Dictionary<TrialId, int>();
        var ended = new Dictionary<TrialId, int>();
        var epochs = new Dictionary<TrialId, int>();
        foreach (var happened in study.Events)
        {
            switch (happened)
            {
                case StudyEvent.Leased e:
                    Breach.Require(running.TryAdd(e.Trial, e.Attempt), $"trial {e.Trial} was leased while it was held: {store}");
                    Breach.Require(!ended.ContainsKey(e.Trial), $"trial {e.Trial} was leased after its end: {store}");
                    epochs[e.Trial] = 0;
                    break;
                case StudyEvent.Renewed e:
                    Breach.Require(Holds(e.Trial, e.Attempt), $"an attempt that does not hold {e.Trial} renewed it: {store}");
                    break;
                case StudyEvent.EpochReported e:
                    Breach.Require(Holds(e.Trial, e.Attempt), $"an attempt that does not hold {e.Trial} reported an epoch: {store}");
                    Breach.Require(e.Metrics.Epoch == ++epochs[e.Trial], $"epoch {e.Metrics.Epoch} of {e.Trial} came out of turn: {store}");
                    break;
                case StudyEvent.Finished e:
                    Breach.Require(Holds(e.Trial, e.Attempt), $"an attempt that does not hold {e.Trial} finished it: {store}");
                    Breach.Require(e.Result.Epochs == epochs[e.Trial], $"an epoch of {e.Trial} is missing: {store}");
                    running.Remove(e.Trial);
                    ended[e.Trial] = ended.GetValueOrDefault(e.Trial) + 1;
                    break;
                case StudyEvent.AttemptEnded e:
                    Breach.Require(Holds(e.Trial, e.Attempt), $"an attempt that does not hold {e.Trial} ended: {store}");
                    Breach.Require(!e.GivesUp, $"trial {e.Trial} was given up: {e.Reason}: {store}");
                    running.Remove(e.Trial);
                    break;
            }
        }

        foreach (var trial in study.State.Trials)
        {
            Breach.Require(ended.GetValueOrDefault(trial.Plan.Id) == 1, $"trial {trial.Plan.Id} was recorded {ended.GetValueOrDefault(trial.Plan.Id)} times: {store}");
        }

        Breach.Require(study.State.Trials.Count > 0 && study.IsComplete, $"completion is not recorded: {store}");

        bool Holds(TrialId trial, int attempt) => running.TryGetValue(trial, out var held) && held == attempt;
    }

    /// <summary>Makes sure that nothing was lost and tried again where no process died.</summary>
    public static void NothingTriedAgain(StoredStudy study, string store)
    {
        var again = study.Events.OfType<StudyEvent.AttemptEnded>().FirstOrDefault();
        Breach.Require(again is null, $"an attempt ended without a result: {again?.End}, {again?.Reason}: {store}");
    }
}
