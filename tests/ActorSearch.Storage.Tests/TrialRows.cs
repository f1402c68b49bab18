using ActorSearch.Core.Studies;

namespace ActorSearch.Storage.Tests;

/// <summary>Holds the table of trials against a study's state.</summary>
internal static class TrialRows
{
    private const string Query = """
        SELECT trial, position, replicate, config, parameters, multiply_accumulates, memory_bytes, status, outcome, reason,
               attempt, failures, worker, best_epoch, train_loss, train_accuracy, validation_loss, validation_accuracy,
               test_loss, test_accuracy, epochs, seconds
        FROM trials WHERE study = '
        """;

    public static void AssertEqual(StudyState expected, string path, string study)
    {
        var rows = Sql.Rows(path, Query.TrimEnd() + study + "' ORDER BY position");
        Assert.Equal(expected.Trials.Count, rows.Count);
        foreach (var (position, row) in rows.Index())
        {
            Assert.Equal(Row(position, expected.Trials[position]), row);
        }
    }

    private static object?[] Row(long position, TrialState trial)
    {
        var best = trial.Result?.Best;
        return
        [
            trial.Plan.Id.ToString(),
            position,
            (long)trial.Plan.Replicate,
            trial.Plan.Config.ToCanonicalJson(),
            trial.Plan.Parameters,
            trial.Plan.MultiplyAccumulates,
            trial.Plan.MemoryBytes,
            trial.Status.ToString().ToLowerInvariant(),
            trial.Outcome?.ToString().ToLowerInvariant(),
            trial.Reason,
            (long)trial.Attempt,
            (long)trial.Failures,
            trial.Worker,
            (long?)best?.Epoch,
            Number(best?.TrainLoss),
            Number(best?.TrainAccuracy),
            Number(best?.ValidationLoss),
            Number(best?.ValidationAccuracy),
            Number(trial.Result?.TestLoss),
            Number(trial.Result?.TestAccuracy),
            (long)(trial.Result?.Epochs ?? trial.LastEpoch?.Epoch ?? 0),
            Number(trial.Result?.Seconds),
        ];
    }

    /// <summary>SQLite has no NaN.</summary>
    private static object? Number(double? value) => value is { } number && !double.IsNaN(number) ? number : null;
}
