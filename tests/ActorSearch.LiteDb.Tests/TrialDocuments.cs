using ActorSearch.Core.Studies;
using LiteDB;

namespace ActorSearch.LiteDb.Tests;

/// <summary>Holds the collection of trials against a study's state.</summary>
internal static class TrialDocuments
{
    public static void AssertEqual(StudyState expected, string path, string study)
    {
        var found = Store.Documents(path, "trials").Where(d => d["study"] == study).OrderBy(d => d["position"].AsInt64).ToList();
        Assert.Equal(expected.Trials.Count, found.Count);
        foreach (var (position, document) in found.Index())
        {
            Assert.Equal(Values(position, expected.Trials[position]), Values(document));
        }
    }

    private static object?[] Values(BsonDocument d) =>
    [
        d["trial"].AsString, d["position"].AsInt64, d["replicate"].AsInt32, d["config"].AsDocument.Keys.Order(StringComparer.Ordinal).ToArray(),
        d["parameters"].AsInt64, d["multiply_accumulates"].AsInt64, d["memory_bytes"].AsInt64, d["status"].AsString,
        d["outcome"].RawValue, d["reason"].AsString, d["attempt"].AsInt32, d["failures"].AsInt32, d["worker"].RawValue,
        d["best_epoch"].RawValue, d["train_loss"].RawValue, d["train_accuracy"].RawValue, d["validation_loss"].RawValue,
        d["validation_accuracy"].RawValue, d["test_loss"].RawValue, d["test_accuracy"].RawValue, d["epochs"].AsInt32, d["seconds"].RawValue,
    ];

    private static object?[] Values(long position, TrialState trial)
    {
        var (plan, best) = (trial.Plan, trial.Result?.Best);
        return
        [
            plan.Id.ToString(), position, plan.Replicate,
            JsonSerializer.Deserialize(plan.Config.ToCanonicalJson()).AsDocument.Keys.Order(StringComparer.Ordinal).ToArray(),
            plan.Parameters, plan.MultiplyAccumulates, plan.MemoryBytes, trial.Status.ToString().ToLowerInvariant(),
            trial.Outcome?.ToString().ToLowerInvariant(), trial.Reason, trial.Attempt, trial.Failures, trial.Worker,
            best?.Epoch, best?.TrainLoss, best?.TrainAccuracy, best?.ValidationLoss,
            best?.ValidationAccuracy, trial.Result?.TestLoss, trial.Result?.TestAccuracy,
            trial.Result?.Epochs ?? trial.LastEpoch?.Epoch ?? 0, trial.Result?.Seconds,
        ];
    }
}
