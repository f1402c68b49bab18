using System.CommandLine;
using ActorSearch.Cli.Clusters;
using ActorSearch.Cli.Clusters.Coordinating;
using ActorSearch.Cli.Inputs;
using ActorSearch.Cli.Output;
using ActorSearch.Core.Clusters;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch coordinator</c>.</summary>
internal static class CoordinatorCommand
{
    public static Command Make(Terminal terminal)
    {
        var settings = new ConfigOptions<CoordinatorConfig>(
            CoordinatorConfig.Default, CoordinatorConfig.Keys, CoordinatorConfig.Read, ("store", StoreName.Default), ("link", LinkWords.Default));
        var verbose = new Option<bool>("--verbose") { Description = "The log on standard error as well, and where unexpected errors come from." };
        var command = new Command("coordinator", "Hand the trials of studies out to workers on many machines, and record their results.") { verbose };
        settings.AddTo(command);
        command.SetAction(parsed => Guard.RunAsync(
            terminal, parsed.GetValue(verbose), () => CoordinatorRun.RunAsync(settings.Read(parsed), parsed.GetValue(verbose), terminal)));
        return command;
    }
}
