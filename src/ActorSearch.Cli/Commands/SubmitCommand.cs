using System.CommandLine;
using ActorSearch.Cli.Clusters;
using ActorSearch.Cli.Clusters.Following;
using ActorSearch.Cli.Dashboard;
using ActorSearch.Cli.Output;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch submit SPEC</c>.</summary>
internal static class SubmitCommand
{
    public static Command Make(Terminal terminal)
    {
        var experiment = new ExperimentOptions();
        var access = new CoordinatorAccess();
        var resume = new Option<bool>("--resume") { Description = "Go on with an unfinished study; no finished trial runs again." };
        var extend = new Option<bool>("--extend") { Description = "Follow a changed file: train its new trials beside the recorded ones." };
        var detach = new Option<bool>("--detach") { Description = "Leave as soon as the study is handed in." };
        var json = CommonOptions.Json("One JSON object a line on standard output, and nothing else.");
        var dashboard = CommonOptions.Dashboard();
        var verbose = CommonOptions.Verbose();
        var command = new Command("submit", "Hand an experiment to a coordinator, follow it, and rank its trials.");
        experiment.AddTo(command);
        access.AddTo(command);
        foreach (var option in new Option[] { resume, extend, detach, dashboard, json, verbose })
        {
            command.Add(option);
        }

        command.SetAction(parsed => Guard.RunAsync(terminal, parsed.GetValue(verbose), () =>
        {
            var choice = experiment.Read(parsed);
            var address = access.Read(parsed);
            var asked = CommonOptions.DashboardOf(parsed, dashboard);
            var options = new SubmitOptions(
                choice,
                parsed.GetValue(resume),
                parsed.GetValue(extend),
                parsed.GetValue(detach),
                parsed.GetValue(json),
                $"actorsearch submit {choice.Words}{access.Repeated(parsed)}{DashboardPort.Repeated(asked)}",
                $"actorsearch report{access.Named(parsed, address)}")
            {
                Dashboard = asked,
            };
            return SubmitRun.RunAsync(options, address, terminal);
        }));
        return command;
    }
}
