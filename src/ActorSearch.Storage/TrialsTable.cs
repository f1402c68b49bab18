using System.Globalization;
using ActorSearch.Core.Ports;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using Microsoft.Data.Sqlite;

namespace ActorSearch.Storage;

/// <summary>
/// Keeps the <c>trials</c> table, for people and other tools, in step with the events. Each change follows from the
/// event alone; the program itself never reads the table.
/// </summary>
internal sealed class TrialsTable : IDisposable
{
    private readonly Statement _insert;
    private readonly Statement _lease;
    private readonly Statement _report;
    private readonly Statement _finish;
    private readonly Statement _endAttempt;

    public TrialsTable(SqliteConnection connection)
    {
        _insert = new Statement(connection, """
            INSERT INTO trials (study, trial, position, replicate, config, parameters, multiply_accumulates, memory_bytes,
                                status, outcome, reason, attempt, failures, epochs, updated_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, ?)
            """);
        _lease = new Statement(connection, """
            UPDATE trials SET status = 'running', attempt = ?, worker = ?, epochs = 0, updated_at = ?
            WHERE trial = ? AND study = ?
            """);
        _report = new Statement(connection, """
            UPDATE trials SET epochs = ?, updated_at = ? WHERE trial = ? AND study = ?
            """);
        _finish = new Statement(connection, """
            UPDATE trials SET status = 'ended', outcome = ?, reason = ?, best_epoch = ?, train_loss = ?, train_accuracy = ?,
                              validation_loss = ?, validation_accuracy = ?, test_loss = ?, test_accuracy = ?, epochs = ?,
                              seconds = ?, updated_at = ?
            WHERE trial = ? AND study = ?
            """);
        _endAttempt = new Statement(connection, """
            UPDATE trials SET status = ?, outcome = ?, reason = ?, failures = failures + ?, epochs = 0, updated_at = ?
            WHERE trial = ? AND study = ?
            """);
    }

    /// <summary>A moment as the tables show it, in UTC.</summary>
    public static string TimeOf(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Does to the table what the event did to the study.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trialCount">Number of trials that the study has before the event.</param>
    /// <param name="happened">The event.</param>
    /// <param name="time">The event's moment as text.</param>
    /// <returns>Number of trials that the study has after it.</returns>
    public long Apply(string study, long trialCount, StudyEvent happened, string time)
    {
        switch (happened)
        {
            case StudyEvent.TrialsAdded e:
                foreach (var plan in e.Trials)
                {
                    Insert(study, trialCount++, plan, time);
                }

                break;
            case StudyEvent.Leased e:
                Run(_lease.With(e.Attempt).With(e.Worker).With(time), study, e.Trial);
                break;
            case StudyEvent.EpochReported e:
                Run(_report.With(e.Metrics.Epoch).With(time), study, e.Trial);
                break;
            case StudyEvent.Finished e:
                Finish(study, e, time);
                break;
            case StudyEvent.AttemptEnded e:
                Run(
                    _endAttempt
                        .With(e.GivesUp ? WordOf(TrialStatus.Ended) : WordOf(TrialStatus.Waiting))
                        .With(e.GivesUp ? TrialOutcome.Failed.Word() : null)
                        .With(e.Reason)
                        .With(e.End.CountsAsFailure() ? 1 : 0)
                        .With(time),
                    study,
                    e.Trial);
                break;
            default:
                break;
        }

        return trialCount;
    }

    public void Dispose()
    {
        _insert.Dispose();
        _lease.Dispose();
        _report.Dispose();
        _finish.Dispose();
        _endAttempt.Dispose();
    }

    private static void Run(Statement update, string study, TrialId trial)
    {
        if (WithId(update, trial).With(study).Run() != 1)
        {
            throw new LedgerException($"the study {study} has no trial {trial}, of which an event speaks; nothing was recorded");
        }
    }

    private static Statement WithId(Statement statement, TrialId trial)
    {
        Span<byte> digits = stackalloc byte[TrialId.Length];
        trial.Value.TryFormat(digits, out _, "x32", CultureInfo.InvariantCulture);
        return statement.With(digits);
    }

    private static string WordOf(TrialStatus status) => status switch
    {
        TrialStatus.Waiting => "waiting",
        TrialStatus.Running => "running",
        TrialStatus.Ended => "ended",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no such status"),
    };

    private void Insert(string study, long position, TrialPlan plan, string time) =>
        WithId(_insert.With(study), plan.Id)
            .With(position)
            .With(plan.Replicate)
            .With(plan.Config.ToCanonicalJson())
            .With(plan.Parameters)
            .With(plan.MultiplyAccumulates)
            .With(plan.MemoryBytes)
            .With(plan.Rejection is null ? WordOf(TrialStatus.Waiting) : WordOf(TrialStatus.Ended))
            .With(plan.Rejection is null ? null : TrialOutcome.Rejected.Word())
            .With(plan.Rejection ?? string.Empty)
            .With(time)
            .Run();

    private void Finish(string study, StudyEvent.Finished happened, string time)
    {
        var result = happened.Result;
        var best = result.Best;
        _finish
            .With(result.Outcome.Word())
            .With(result.Reason)
            .With(best?.Epoch)
            .With(best?.TrainLoss)
            .With(best?.TrainAccuracy)
            .With(best?.ValidationLoss)
            .With(best?.ValidationAccuracy)
            .With(result.TestLoss)
            .With(result.TestAccuracy)
            .With(result.Epochs)
            .With(result.Seconds)
            .With(time);
        Run(_finish, study, happened.Trial);
    }
}
