using System.Collections.Immutable;
using ActorSearch.Core.Experiments;
using ActorSearch.Reporting.Studies;

namespace ActorSearch.Reporting.Answers;

/// <summary>What a study's report comes down to: which configuration to use, and what to know of that.</summary>
/// <param name="Sentence">The answer for people: which configuration is best, how good it is, and how many others might be as good.</param>
/// <param name="Notes">What a reader should know besides, a sentence each, what matters most first.</param>
/// <param name="Best">The best point; null where none is ranked.</param>
/// <param name="Experiment">The best point as an experiment file; null where none is ranked.</param>
/// <param name="ExperimentName">What to call that file.</param>
/// <param name="Command">The command that trains it.</param>
public sealed record StudyAnswer(
    string Sentence, ImmutableArray<string> Notes, PointRow? Best, string? Experiment, string ExperimentName, string Command)
{
    /// <summary>The answer of a study's report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="includeTimes">Whether to say what may differ from one run of a study to the next; see <c>--no-times</c>.</param>
    public static StudyAnswer Of(StudyReport report, bool includeTimes = true)
    {
        var best = report.BestPoint;
        var sentence = best is null ? AnswerSentence.WithoutRanking(report, includeTimes) : AnswerSentence.Of(report, best);
        var study = ExperimentWriter.NameOf(report.Definition.Name);
        return new StudyAnswer(
            sentence,
            AnswerNotes.Of(report, best, includeTimes),
            best,
            best is null ? null : ExperimentOf(report, best, sentence, study),
            $"{study}.yaml",
            $"actorsearch run {study}.yaml");
    }

    private static string ExperimentOf(StudyReport report, PointRow best, string sentence, string study)
    {
        var definition = report.Definition;
        return ExperimentWriter.Write(
            definition,
            best.Config,
            report.Trials.Max(t => t.Trial.Plan.Replicate) + 1,
            [
                $"The best configuration of the study {definition.Name}, as a study of its own.",
                sentence,
                $"Trial {best.Trials[0].Id}; data fingerprint {definition.DataFingerprint}.",
                $"Train it again: actorsearch run {study}.yaml",
            ]);
    }
}
