using ActorSearch.Cli.Commands;
using ActorSearch.Cli.Output;

return await ActorSearchCommand.RunAsync(args, Terminal.OfProcess()).ConfigureAwait(false);
