using System.CommandLine;
using System.Text;
using ActorSearch.Cli.Clusters;
using ActorSearch.Cli.Output;
using ActorSearch.Core.Protocol.Wire;
using ActorSearch.Http.Client;
using ActorSearch.Reporting.Clusters;

namespace ActorSearch.Cli.Commands;

/// <summary><c>actorsearch status</c>.</summary>
internal static class StatusCommand
{
    public static Command Make(Terminal terminal)
    {
        var access = new CoordinatorAccess();
        var json = CommonOptions.Json("The status as one JSON object.");
        var verbose = CommonOptions.Verbose();
        var command = new Command("status", "How a coordinator, its studies, its nodes and their devices are.");
        access.AddTo(command);
        command.Add(json);
        command.Add(verbose);
        command.SetAction((parsed, cancellation) => Guard.RunAsync(terminal, parsed.GetValue(verbose), async () =>
        {
            using var client = new CoordinatorClient(access.Read(parsed));
            var cluster = await client.StatusAsync(cancellation).ConfigureAwait(false);
            if (parsed.GetValue(json))
            {
                await terminal.Out.WriteLineAsync(Encoding.UTF8.GetString(WireCodec.Encode(new WireMessage.Status(cluster)))).ConfigureAwait(false);
            }
            else
            {
                ClusterReport.WriteText(cluster, client.Url.GetLeftPart(UriPartial.Authority), terminal.Out, terminal.Width);
            }

            return ExitStatus.Complete;
        }));
        return command;
    }
}
