using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using LiteDB;

namespace ActorSearch.LiteDb;

/// <summary>A trial as a document for people and other tools, and what each event does to it. All have the same fields.</summary>
internal static class TrialDocument
{
    private const string Waiting = "waiting";
    private const string Running = "running";
    private const string Ended = "ended";

    /// <summary>Number of a trial's document.</summary>
    /// <param name="study">The study's number.</param>
    /// <param name="position">The trial's place in the study, from 0.</param>
    public static long IdOf(long study, long position) => (study * Documents.PerStudy) + position;

    /// <summary>The document of a trial that was added to a study.</summary>
    public static BsonDocument Of(StudyRow study, long position, TrialPlan plan, string time) => new()
    {
        ["_id"] = IdOf(study.Number, position),
        ["study"] = study.Name,
        ["trial"] = plan.Id.ToString(),
        ["position"] = position,
        ["replicate"] = plan.Replicate,
        ["config"] = JsonSerializer.Deserialize(plan.Config.ToCanonicalJson()),
        ["parameters"] = plan.Parameters,
        ["multiply_accumulates"] = plan.MultiplyAccumulates,
        ["memory_bytes"] = plan.MemoryBytes,
        ["status"] = plan.Rejection is null ? Waiting : Ended,
        ["outcome"] = plan.Rejection is null ? BsonValue.Null : TrialOutcome.Rejected.Word(),
        ["reason"] = plan.Rejection ?? string.Empty,
        ["attempt"] = 0,
        ["failures"] = 0,
        ["worker"] = BsonValue.Null,
        ["best_epoch"] = BsonValue.Null,
        ["train_loss"] = BsonValue.Null,
        ["train_accuracy"] = BsonValue.Null,
        ["validation_loss"] = BsonValue.Null,
        ["validation_accuracy"] = BsonValue.Null,
        ["test_loss"] = BsonValue.Null,
        ["test_accuracy"] = BsonValue.Null,
        ["epochs"] = 0,
        ["seconds"] = BsonValue.Null,
        ["updated_at"] = time,
    };

    /// <summary>Does to the document what a lease did to the trial.</summary>
    public static void Lease(BsonDocument trial, StudyEvent.Leased happened)
    {
        trial["status"] = Running;
        trial["attempt"] = happened.Attempt;
        trial["worker"] = happened.Worker;
        trial["epochs"] = 0;
    }

    /// <summary>Does to the document what a result did to the trial.</summary>
    public static void Finish(BsonDocument trial, TrialResult result)
    {
        var best = result.Best;
        trial["status"] = Ended;
        trial["outcome"] = result.Outcome.Word();
        trial["reason"] = result.Reason;
        trial["best_epoch"] = best?.Epoch;
        trial["train_loss"] = best?.TrainLoss;
        trial["train_accuracy"] = best?.TrainAccuracy;
        trial["validation_loss"] = best?.ValidationLoss;
        trial["validation_accuracy"] = best?.ValidationAccuracy;
        trial["test_loss"] = result.TestLoss;
        trial["test_accuracy"] = result.TestAccuracy;
        trial["epochs"] = result.Epochs;
        trial["seconds"] = result.Seconds;
    }

    /// <summary>Does to the document what the end of an attempt without a result did to the trial.</summary>
    public static void EndAttempt(BsonDocument trial, StudyEvent.AttemptEnded happened)
    {
        trial["status"] = happened.GivesUp ? Ended : Waiting;
        trial["outcome"] = happened.GivesUp ? TrialOutcome.Failed.Word() : BsonValue.Null;
        trial["reason"] = happened.Reason;
        trial["failures"] = trial["failures"].AsInt32 + (happened.End.CountsAsFailure() ? 1 : 0);
        trial["epochs"] = 0;
    }
}
