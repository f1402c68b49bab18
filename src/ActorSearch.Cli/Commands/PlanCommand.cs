using System.CommandLine;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Reporting.Plans;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch plan SPEC</c>.</summary>
internal static class PlanCommand
{
    public static Command Make(Terminal terminal)
    {
        var experiment = new ExperimentOptions();
        var json = CommonOptions.Json("The plan as one JSON object.");
        var verbose = CommonOptions.Verbose();
        var command = new Command("plan", "Show what a run would train, without training anything.") { json, verbose };
        experiment.AddTo(command);
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), () =>
        {
            var choice = experiment.Read(parsed);
            var spec = choice.Read();
            var data = new DataRequest(choice.File, spec).Describe();
            var plan = PlanReport.From(
                spec,
                DataRequest.ShapeOf(data),
                data.ClassNames.Count,
                new SplitSizes(data.Train, data.Validation, data.Test));
            if (parsed.GetValue(json))
            {
                terminal.Out.WriteLine(PlanReportWriter.ToJson(plan));
            }
            else
            {
                PlanReportWriter.WriteText(plan, terminal.Out, terminal.Width);
            }

            return Task.FromResult(ExitStatus.Complete);
        }));
        return command;
    }
}
