using System.Globalization;
using ActorSearch.Core.Studies;
using ActorSearch.Core.Trials;
using ActorSearch.Reporting.Text;

namespace ActorSearch.Cli.Progress;

/// <summary>A line for every trial that ended: for logs, pipes and terminals that cannot move their cursor.</summary>
internal sealed class PlainView(TextWriter output) : ISearchView
{
    /// <inheritdoc />
    public void Begin(ProgressState state) => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"study {SafeText.OneLine(state.Definition.Name)}: {Figures.Counted(state.Total, "trial")}, {state.Done} done, workers {state.Setting.Workers}, device {state.Setting.Device}"));

    /// <inheritdoc />
    public void Show(ProgressState state, StudyState study, StudyEvent happened)
    {
        if (Line(state, study, happened) is { } line)
        {
            output.WriteLine(line);
        }
    }

    /// <summary>The line of an event, or null where it is none for people.</summary>
    internal static string? Line(ProgressState state, StudyState study, StudyEvent happened) => happened switch
    {
        StudyEvent.Finished e => Line(state, study.Find(e.Trial)!.Plan, e.Result.Outcome.Word(), e.Result, e.Result.Reason),
        StudyEvent.AttemptEnded { GivesUp: true } e => Line(state, study.Find(e.Trial)!.Plan, "failed", result: null, e.Reason),
        StudyEvent.AttemptEnded e when e.End.CountsAsFailure() =>
            $"{e.Trial.Short} attempt {e.Attempt} failed, will be tried again: {SafeText.OneLine(e.Reason)}",
        _ => null,
    };

    private static string Line(ProgressState state, TrialPlan plan, string outcome, TrialResult? result, string reason)
    {
        var objective = state.Definition.Objective;
        string?[] parts =
        [
            string.Create(CultureInfo.InvariantCulture, $"[{state.Done}/{state.Total}]"),
            plan.Id.Short,
            outcome,
            result?.Best is { } best ? $"{objective.MetricName} {Texts.Metric(best.Get(objective.Metric))}" : null,
            state.Describe(plan),
            result is null ? null : Texts.Seconds(result.Seconds),
            reason.Length > 0 ? $"({SafeText.OneLine(reason)})" : null,
        ];
        return string.Join(' ', parts.Where(p => !string.IsNullOrEmpty(p)));
    }
}
