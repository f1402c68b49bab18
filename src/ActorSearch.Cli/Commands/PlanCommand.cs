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
        var spec = CommonOptions.Spec();
        var json = CommonOptions.Json("The plan as one JSON object.");
        var verbose = CommonOptions.Verbose();
        var command = new Command("plan", "Show what a run would train, without training anything.") { spec, json, verbose };
        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), () =>
        {
            var file = parsed.GetRequiredValue(spec);
            var experiment = ExperimentFile.Read(file);
            var data = new DataRequest(file, experiment).Describe();
            var plan = PlanReport.From(
                experiment,
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
